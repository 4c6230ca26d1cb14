// What Streamlit's elements say, in the language of the page: text for text, never as HTML.
const THEIRS = ".stFileUploader, .stChatInput, .stMultiSelect, .stSelectbox, .stTextInput, [data-testid='stHeader'], [role='listbox'], [role='dialog'], [data-testid='stSkipToContent']"
const NAMED = ["aria-label", "placeholder", "title"]
let pairs = []

function learn(theirs) {
  const escaped = (text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&")
  pairs = JSON.parse(theirs || "[]").map(([said, ours]) => {
    const names = [...said.matchAll(/{(\w+)}/g)].map((found) => found[1])
    const pattern = new RegExp(`^${escaped(said).replace(/{\w+}/g, "(.*?)")}( • .*|\\s)?$`)
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
