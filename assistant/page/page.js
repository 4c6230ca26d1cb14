// The page's own buttons: what they do here, and what is told to the server. Text is only ever set as text.
let tell = null
let words = {}
let wanted = false

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches
const narrow = () => matchMedia("(max-width: 900px)").matches
const smooth = () => (calm() ? "auto" : "smooth")

function announce(text) {
  let region = document.getElementById("ask-announcer")
  if (!region) {
    region = document.createElement("div")
    region.id = "ask-announcer"
    region.className = "ask-hidden"
    region.setAttribute("role", "status")
    document.body.append(region)
  }
  region.textContent = text
}

// An answer as it is read out: paragraph for paragraph and cell for cell, without the numbers of its sources.
function spoken(answer) {
  const texts = [...answer.querySelectorAll("p, li, th, td, pre")].map((block) => {
    const copied = block.cloneNode(true)
    for (const button of copied.querySelectorAll("button")) button.remove()
    return copied.textContent.trim()
  })
  return texts.filter(Boolean).map((text) => (/[.,:;!?]$/.test(text) ? text : `${text},`)).join(" ").replace(/,$/, "")
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // Browsers keep the clipboard from pages that come without encryption.
    const area = document.createElement("textarea")
    area.value = text
    area.className = "ask-hidden"
    document.body.append(area)
    area.select()
    document.execCommand("copy")
    area.remove()
  }
  announce(words.copied ?? "")
}

// What was clicked is drawn anew, and the focus with it is gone: it is given to what stands in its place.
let next = null
// What the focus was given to, until a key is pressed: it moves on when a better place is drawn.
let given = null
let opener = null
let editor = null
// Whether what was opened with the keyboard is entered by the next Tab: it stands far behind in the order of the page.
let entering = false
const LINE = ".st-key-line textarea"
const VANISHING = ".st-key-head .stButton button, .st-key-waiting button"

function remember(button, deed) {
  const same = `button[data-do="${deed}"].${button.classList[button.classList.length - 1]}`
  if (/^(source|why)/.test(deed)) opener = same
  if (/^edit/.test(deed)) editor = same
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
    step: [same, '.ask-panel button[data-do^="step"]:not(:disabled)', '.ask-panel button[data-do="close"]'],
  }
  next = { places: places[name] ?? [same], until: Date.now() + 15000, away: name === "edit" || name === "bad" || (name === "close" && narrow()) }
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
  if (event.target.closest?.(".stForm button")) next = { places: [editor, LINE], until: Date.now() + 5000 }
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
  if (event.key === "Enter" && event.target.closest?.(".stForm input")) next = { places: [editor, LINE], until: Date.now() + 5000 }
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
    next = { places: [editor, LINE], until: Date.now() + 5000 }
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
    if (page && start) requestAnimationFrame(() => start.scrollIntoView({ block: "start" }))
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

function navigation() {
  const pages = document.querySelector(".st-key-pages")
  if (!pages) return
  if (pages.getAttribute("aria-label") !== words.pages) {
    pages.setAttribute("role", "navigation")
    pages.setAttribute("aria-label", words.pages)
  }
  const links = [...pages.querySelectorAll("a")]
  const name = location.pathname.split("/").pop()
  const here = links.find((link) => link.getAttribute("href") === name) ?? links[0]
  for (const link of links) {
    if (link === here) link.setAttribute("aria-current", "page")
    else link.removeAttribute("aria-current")
  }
  fill()
}

// When a fragment of the page that was left asks to be drawn, as one does whose upload has just ended, Streamlit breaks
// off drawing the page that was gone to, and leaves it empty.
const EMPTY_MS = 1500
let filling = null

function fill() {
  const empty = () => !document.querySelector(".stMain h1, [data-testid='stStatusWidget']")
  if (filling || !empty()) return
  filling = setTimeout(() => {
    if (empty()) document.querySelector(".st-key-pages a[aria-current]")?.click()
    filling = setTimeout(() => (filling = null), 4 * EMPTY_MS)
  }, EMPTY_MS)
}

function shown(panel, enlarged = false) {
  const sheet = panel.querySelector(".ask-sheet")
  const quote = panel.querySelector("#quote")
  if (sheet && quote) {
    const table = quote.closest(".ask-wide")
    if (table) table.scrollLeft += quote.getBoundingClientRect().left - table.getBoundingClientRect().left - table.clientWidth / 2
    const away = quote.getBoundingClientRect().top - sheet.getBoundingClientRect().top
    sheet.scrollTop += away - sheet.clientHeight / 4
    sheet.scrollLeft += aside(sheet, quote)
  }
  if (wanted) {
    announce(panel.getAttribute("aria-label"))
    if (!narrow()) document.querySelector(".ask-chip[aria-current]")?.scrollIntoView({ block: "nearest", behavior: smooth() })
  }
  if (narrow() && (wanted || enlarged)) bring(panel, quote)
  wanted = false
}

// How far a page is to be moved, so that the lines of the quote are seen from their left edge and so is the place where
// it begins; where there is no room for both, whichever shows more of it.
const MARGIN = 24
const BEGINNING = 64

function aside(sheet, quote) {
  const { left } = sheet.getBoundingClientRect()
  const width = sheet.clientWidth
  const boxes = quote.closest(".ask-picture")?.querySelectorAll(".ask-box") ?? [quote]
  const lines = [...boxes].map((box) => box.getBoundingClientRect()).map((box) => [box.left - left, box.right - left])
  const seen = (by) => lines.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to - by, width) - Math.max(from - by, 0)), 0)
  const leftmost = Math.min(...lines.map(([from]) => from)) - MARGIN
  const beginning = Math.max(leftmost, lines[0][0] + BEGINNING - width)
  return seen(leftmost) > seen(beginning) ? leftmost : beginning
}

// On a phone nothing scrolls but the window: to the beginning of the panel, or to the quote where that is further down.
function bring(panel, quote) {
  const { top } = panel.getBoundingClientRect()
  const down = (quote?.getBoundingClientRect().top ?? top) - top
  const above = parseFloat(getComputedStyle(panel).scrollMarginTop)
  const to = above + down < innerHeight * 0.7 ? top - above : top + down - innerHeight / 3
  document.querySelector(".stMain").scrollBy({ top: to, behavior: smooth() })
}

// What Streamlit's elements say, in the language of the page: text for text, never as HTML.
const THEIRS = ".stFileUploader, .stChatInput, .stMultiSelect, .stSelectbox, .stTextInput, [data-testid='stHeader'], [role='listbox'], [role='dialog'], [data-testid='stSkipToContent']"
const NAMED = ["aria-label", "placeholder", "title"]
let pairs = []

function learn(theirs) {
  const escaped = (text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&")
  pairs = JSON.parse(theirs || "[]").map(([said, ours]) => {
    const names = [...said.matchAll(/{(\w+)}/g)].map((found) => found[1])
    const pattern = new RegExp(`^${escaped(said).replace(/{\w+}/g, "(.+?)")}( • .*)?$`)
    return [pattern, (...found) => ours.replace(/{(\w+)}/g, (_, name) => found[1 + names.indexOf(name)]) + (found[1 + names.length] ?? "")]
  })
}

function ours(text) {
  const found = pairs.find(([pattern]) => pattern.test(text))
  return found ? text.replace(found[0], found[1]) : text
}

function translate() {
  if (!pairs.length) return
  for (const element of document.querySelectorAll(THEIRS)) {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const said = texts.currentNode.nodeValue
      const wanted = ours(said)
      if (wanted !== said) texts.currentNode.nodeValue = wanted
    }
    for (const inner of [element, ...element.querySelectorAll("[aria-label], [placeholder], [title]")]) {
      for (const name of NAMED) {
        const said = inner.getAttribute(name)
        if (said && ours(said) !== said) inner.setAttribute(name, ours(said))
      }
    }
  }
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
    document.addEventListener("click", clicked)
    document.addEventListener("keydown", pressing, true)
    document.addEventListener("keydown", pressed)
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
