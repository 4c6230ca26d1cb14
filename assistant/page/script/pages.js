// The links to the pages.

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
