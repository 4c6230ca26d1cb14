// The source beside the conversation is scrolled to its quote.

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
