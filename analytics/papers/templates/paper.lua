-- What pandoc leaves out: alt texts in PDF, scopes of table headers, widths of columns.
-- It is also the second net: no picture but our charts, and nothing raw, gets through.

local CHART = "^chart%-%d+$"
local KINDS = { docx = ".png", html = ".svg", html5 = ".svg", typst = ".svg" }

local function quote(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

function Image(image)
  local alt = pandoc.utils.stringify(image.caption)
  if not image.src:match(CHART) then
    return pandoc.Str(alt)
  end
  image.src = image.src .. KINDS[FORMAT]
  if FORMAT == "typst" then
    local code = "#image(%s, width: 100%%, alt: %s)"
    return pandoc.RawInline("typst", code:format(quote(image.src), quote(alt)))
  end
  if FORMAT:match("^html") then
    local safe = alt:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub('"', "&quot;")
    local code = '<img src="%s" alt="%s" />'
    return pandoc.RawInline("html", code:format(image.src, safe))
  end
  image.attributes.width = "96%"
  return image
end

function RawInline(raw)
  return pandoc.Str(raw.text)
end

function RawBlock(raw)
  return pandoc.Para({ pandoc.Str(raw.text) })
end

-- Letters of the widest cell that its column makes room for.
local FIRST, OTHERS = 44, 72

-- Letters on a line of a table as wide as the page, and the most a word is kept whole for.
local LINE, WORD = 78, 24

-- Columns as wide as their longest cells ask for, within reason; and their longest words.
local function measure(rows, widths, words)
  for _, row in ipairs(rows) do
    for place, cell in ipairs(row.cells) do
      local text = pandoc.utils.stringify(cell.contents)
      local length = utf8.len(text) or 0
      widths[place] = math.max(widths[place] or 13, math.min(length, place == 1 and FIRST or OTHERS) + 5)
      for word in text:gmatch("%S+") do
        local letters = math.min(utf8.len(word) or 0, WORD) + 3
        words[place] = math.max(words[place] or 0, letters / LINE)
      end
    end
  end
end

-- Shares of the page in which no column is narrower than its longest word, if all fit.
local function share(widths, words)
  local whole, taken, left = 0, 0, 0
  for _, width in ipairs(widths) do
    whole = whole + width
  end
  for place, width in ipairs(widths) do
    if width / whole < (words[place] or 0) then
      taken = taken + words[place]
    else
      left = left + width
    end
  end
  local shares = {}
  for place, width in ipairs(widths) do
    local least = words[place] or 0
    if taken < 0.8 and left > 0 then
      shares[place] = width / whole < least and least or width / left * (1 - taken)
    else
      shares[place] = width / whole
    end
  end
  return shares
end

-- A table of less than a third of a page stays in one piece.
local SMALL = 1600

-- Word knows the text of a cell from that of a list only by its style, and keeps a
-- row with the one that follows only if its style says so.
local function style_cells(rows, style)
  local attr = pandoc.Attr("", {}, { ["custom-style"] = style })
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do
      cell.contents = { pandoc.Div(cell.contents, attr) }
    end
  end
end

local function style_table(grid, is_small)
  style_cells(grid.head.rows, "Table Text Kept")
  for _, body in ipairs(grid.bodies) do
    local last = #body.body
    for place, row in ipairs(body.body) do
      local is_kept = is_small and place < last
      style_cells({ row }, is_kept and "Table Text Kept" or "Table Text")
    end
  end
end

function Table(grid)
  local widths, words = {}, {}
  measure(grid.head.rows, widths, words)
  for _, body in ipairs(grid.bodies) do
    measure(body.body, widths, words)
    body.row_head_columns = 1
    for _, row in ipairs(body.body) do
      row.cells[1].attr.attributes.scope = "row"
    end
  end
  local shares = share(widths, words)
  local columns = {}
  for place, column in ipairs(grid.colspecs) do
    columns[place] = { column[1], shares[place] }
  end
  grid.colspecs = columns
  for _, row in ipairs(grid.head.rows) do
    for _, cell in ipairs(row.cells) do
      cell.attr.attributes.scope = "col"
    end
  end
  local is_small = #pandoc.utils.stringify(grid) < SMALL
  if FORMAT == "docx" then
    style_table(grid, is_small)
  end
  if FORMAT == "typst" and is_small then
    return { pandoc.RawBlock("typst", "#keep["), grid, pandoc.RawBlock("typst", "]") }
  end
  return grid
end

-- Blocks of ours have a style of their own in Word and a function in Typst.
local STYLES = {
  quiet = "Quiet", banner = "Banner", answer = "Answer", note = "Note",
  caption = "Table Title",
}

function Div(div)
  local name = div.classes[1]
  if not STYLES[name] then
    return div
  end
  if FORMAT == "docx" then
    div.attributes["custom-style"] = STYLES[name]
    return div
  end
  if FORMAT == "typst" then
    div.content:insert(1, pandoc.RawBlock("typst", "#" .. name .. "["))
    div.content:insert(pandoc.RawBlock("typst", "]"))
    return div.content
  end
end

-- In Typst's own markup "--" or "..." would become another sign; in a string it stays.
local function Str(text)
  if FORMAT == "typst" then
    return pandoc.RawInline("typst", "#" .. quote(text.text) .. ";")
  end
end

-- Raw text is taken out first; what the other functions write raw comes after.
return {
  { RawInline = RawInline, RawBlock = RawBlock },
  { Image = Image, Table = Table, Div = Div },
  { Str = Str },
}
