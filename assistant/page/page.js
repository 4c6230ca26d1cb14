// The page's own buttons: what they do here, and what is told to the server. Text is only ever set as text.
let tell = null
let words = {}
let wanted = false

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches
const narrow = () => matchMedia("(max-width: 900px)").matches
const smooth = () => (calm() ? "auto" : "smooth")

// What was clicked is drawn anew, and the focus with it is gone: it is given to what stands in its place.
let next = null
// What the focus was given to, until a key is pressed: it moves on when a better place is drawn.
let given = null
let opener = null
// The row of the list that the document which is read was opened with.
let row = null
// Whether what was opened with the keyboard is entered by the next Tab: it stands far behind in the order of the page.
let entering = false
const LINE = ".st-key-line textarea"
const READING = ".st-key-reading button"
const SEARCH = ".st-key-search input"
const VANISHING = ".st-key-head .stButton button, .st-key-waiting button"

function remember(button, deed) {
  const same = `button[data-do="${deed}"][class="${button.className}"]`
  if (/^(source|why)/.test(deed)) opener = same
  if (/^(open|read)/.test(deed)) row = deed === "read" ? null : same
  const [name, turn] = deed.split(":")
  const places = {
    close: [opener, LINE],
    delete: ['button[data-do="undo"]', LINE],
    undo: [LINE],
    edit: [`.st-key-words-${turn} input`],
    bad: [`.st-key-note-words-${turn} input`, same],
    resume: [LINE],
    starter: [LINE],
    offered: [LINE],
    open: [READING],
    read: [READING],
    dismiss: [same, ":is(.st-key-uploads, .st-key-adding) button"],
    step: [same, '.ask-panel button[data-do^="step"]:not(:disabled)', '.ask-panel button[data-do="close"]'],
  }
  next = { places: places[name] ?? [same], until: Date.now() + 15000, away: name === "edit" || name === "bad" || (name === "close" && narrow()) }
}

// What opened the form that something is in: the names of its fields have the number of the turn.
function origin(element) {
  const [, noting, turn] = element.closest(".stForm").innerHTML.match(/st-key-(note-)?words-(\d+)/) ?? []
  return turn && `button[data-do="${noting ? "bad" : "edit"}:${turn}"]`
}

// From a document to the list or the conversation that it was opened from.
function goBack() {
  next = { places: [row ?? SEARCH, 'button[data-do="read"]', LINE], until: Date.now() + 5000, away: true }
}

function refocus() {
  const focused = document.activeElement
  if (!next || (focused !== document.body && focused !== given && !next.away)) return
  if (Date.now() > next.until) {
    next = null
    return
  }
  const found = next.places.filter(Boolean).map((place) => (place.isConnected ? place : document.querySelector(String(place))))
  const target = found.find((one) => one && !one.disabled)
  // On a screen that is touched the line would bring up the keyboard.
  if (target?.tagName === "TEXTAREA" && matchMedia("(pointer: coarse)").matches) next = null
  else if (target) {
    if (target !== focused) {
      given = target
      target.focus({ preventScroll: !next.away })
    }
    next.away = false
  }
}

function clicked(event) {
  next = null
  given = null
  if (event.target.closest?.(".stForm button")) next = { places: [origin(event.target), LINE], until: Date.now() + 5000 }
  if (event.target.closest?.(READING)) goBack()
  if (event.target.closest?.(VANISHING)) next = { places: [LINE], until: Date.now() + 5000 }
  const button = event.target.closest?.("button[data-do]")
  if (!button || button.disabled) return
  const deed = button.dataset.do
  if (deed === "copy" || deed === "link") {
    const link = `${location.origin}${location.pathname}?q=${encodeURIComponent(button.dataset.text)}`
    copy(deed === "copy" ? button.dataset.text : link)
    button.dataset.done = ""
    setTimeout(() => delete button.dataset.done, 1500)
    return
  }
  if (deed === "zoom") {
    const larger = button.closest(".ask-panel").classList.toggle("ask-larger")
    button.setAttribute("aria-pressed", larger)
    shown(button.closest(".ask-panel"), true)
    return
  }
  remember(button, deed)
  entering = event.detail === 0 && /^(source|why)/.test(deed)
  wanted = /^(source|why|step|form)/.test(deed)
  tell?.("did", { do: deed, at: Date.now() })
}

// A menu that was opened with the keyboard is entered, and left to where it was opened.
const MENU = '[data-testid="stPopoverBody"]'
const OPENING = '[data-testid="stPopoverButton"]'
let menu = null
let entered = null

function enter() {
  const now = document.querySelector(MENU)
  if (!now) return
  // The key may have been pressed before this script was there: then the focus tells.
  const opened = document.activeElement.matches(`${OPENING}[aria-expanded="true"]:focus-visible`)
  if (!menu && (entered === now || !opened)) return
  entered = now
  menu = null
  const until = Date.now() + 5000
  given = null
  const into = () => {
    if (Date.now() > until) return
    // The menu may be drawn anew, and takes the focus only when it has its place; its first field may come after others,
    // and the button that opens it may have been drawn anew too.
    const first = document.querySelector(MENU)?.querySelector("input, button")
    const focused = document.activeElement
    if (first && first !== focused && (focused === document.body || focused === given || focused.matches(OPENING))) {
      given = first
      first.focus({ preventScroll: true })
    }
    requestAnimationFrame(into)
  }
  into()
}

function leave() {
  const open = document.querySelector('[data-testid="stPopoverButton"][aria-expanded="true"]')
  if (open) next = { places: [open], until: Date.now() + 5000 }
}

function pressing(event) {
  given = null
  const opening = ["Enter", " "].includes(event.key) && event.target.closest?.('[data-testid="stPopoverButton"]')
  if (opening && opening.getAttribute("aria-expanded") !== "true") menu = opening
  if (event.key === "Escape" && event.target.closest?.(MENU)) leave()
  if (event.key === "Tab") {
    next = null
    step(event)
  }
  if (event.key === "Enter" && event.target.closest?.(".stForm input")) next = { places: [origin(event.target), LINE], until: Date.now() + 5000 }
}

function step(event) {
  const first = document.querySelector(".ask-panel button:not(:disabled)")
  const from = opener && document.querySelector(opener)
  const into = entering && !event.shiftKey && document.activeElement === from
  const back = event.shiftKey && document.activeElement === first
  entering = false
  if (!first || !from || !(into || back)) return
  event.preventDefault()
  ;(into ? first : from).focus()
  if (into) next = { places: [".ask-panel button:not(:disabled)"], until: Date.now() + 3000 } // it may still be drawn
}

function pressed(event) {
  const over = document.querySelector(`${MENU}, [role="listbox"]`)
  const form = event.key === "Escape" && !over && event.target.closest?.(".stForm")
  if (form) {
    const buttons = form.querySelectorAll("button")
    buttons[buttons.length - 1]?.click()
  } else if (event.key === "Escape" && document.querySelector(".ask-panel") && !over && !event.defaultPrevented) {
    next = { places: [opener, LINE], until: Date.now() + 5000, away: narrow() }
    tell?.("did", { do: "close", at: Date.now() })
  } else if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey) {
    const line = document.querySelector(".st-key-line textarea")
    if (line) {
      event.preventDefault()
      line.focus()
    }
  }
}

let lastAnswer = null
let arrived = null
let lastPanel = null
let lastPage = null
let lastForm = null
let formed = 0

function newest() {
  const answers = document.querySelectorAll("[data-said]")
  const answer = answers[answers.length - 1]
  if (answer && answer.dataset.said !== lastAnswer) {
    const first = lastAnswer === null && answers.length > 1
    lastAnswer = answer.dataset.said
    announce(spoken(answer))
    // Who comes back, or reloads, finds the turn whose source is open.
    const turn = (first && document.querySelector(".ask-turn:has([aria-current])")) || answer.closest(".ask-turn")
    requestAnimationFrame(() => turn.scrollIntoView({ block: "start", behavior: first ? "auto" : smooth() }))
    arrived = { turn: turn.id, until: Date.now() + 2000 }
  } else if (!answer) {
    if (lastAnswer !== null) document.querySelector(".ask-welcome")?.scrollIntoView({ block: "start" })
    lastAnswer = null
  } else if (arrived && Date.now() < arrived.until) {
    // What is drawn after the answer makes room to bring it up.
    document.getElementById(arrived.turn)?.scrollIntoView({ block: "start", behavior: smooth() })
  }
  navigation()
  const form = document.querySelector(".stForm")
  if (form !== lastForm) {
    lastForm = form
    formed = Date.now() + 1500
  }
  // It comes empty and grows.
  if (form && Date.now() < formed) requestAnimationFrame(() => form.scrollIntoView({ block: "nearest" }))
  const page = document.querySelector(".ask-whole")
  if (page !== lastPage) {
    lastPage = page
    const quote = page?.querySelector("#quote")
    const start = quote ?? document.querySelector("h1.ask-page")
    if (start && (page || !next)) requestAnimationFrame(() => start.scrollIntoView({ block: "start" }))
  }
  const panel = document.querySelector(".ask-panel")
  if (panel?.dataset.panel !== lastPanel) {
    lastPanel = panel?.dataset.panel
    if (panel) shown(panel)
  }
  translate()
  enter()
  refocus()
}

// What is shown over the app, as a menu, is outside of what Streamlit makes light or dark.
function dress() {
  const app = document.querySelector(".stApp")
  if (app) document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme
}

// What the page consists of comes piece by piece: the style sheet shows it from now on.
function unveil() {
  const drawing = document.querySelector(".stMain [data-testid='stSkeleton'], .stApp[data-test-script-state='running']")
  if (drawing) requestAnimationFrame(unveil)
  else document.documentElement.classList.add("ask-whole-page")
}

// Of what Streamlit writes into the address another page and another document are steps that one can go back, and no more.
function recordSteps() {
  const push = history.pushState
  const place = (url) => url.pathname + (url.pathname.endsWith("/documents") ? url.searchParams.get("document") : "")
  history.pushState = (state, unused, to) => {
    const same = place(new URL(to ?? location, location)) === place(new URL(location))
    ;(same ? history.replaceState : push).call(history, state, unused, to)
  }
}

export default function ({ data, setTriggerValue }) {
  tell = setTriggerValue
  words = data
  const secure = location.protocol === "https:" ? "; secure" : ""
  if (data.browser && !document.cookie.includes(`${data.cookie}=${data.browser}`)) {
    document.cookie = `${data.cookie}=${data.browser}; path=/; samesite=strict; max-age=2592000${secure}`
  }
  if (data.chosen) document.cookie = `${data.choice}=${data.chosen}; path=/; samesite=strict; max-age=31536000${secure}`
  if (!window.askListens) {
    window.askListens = true
    recordSteps()
    document.addEventListener("click", clicked)
    document.addEventListener("keydown", pressing, true)
    document.addEventListener("keydown", pressed)
    addEventListener("popstate", goBack)
    for (const kind of ["wheel", "touchmove"]) {
      document.addEventListener(kind, () => (formed = 0), { capture: true, passive: true })
    }
    for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      document.addEventListener(kind, () => (arrived = null), { capture: true, passive: true })
    }
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(dress, 500))
    new MutationObserver(newest).observe(document.body, { childList: true, subtree: true })
  }
  document.documentElement.lang = data.language
  dress()
  learn(data.theirs)
  newest()
  unveil()
}
