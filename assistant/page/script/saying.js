// What is said to a screen reader, and copied.

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
