-- A JSON encoder and decoder, and a round trip through a file.
local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }
local function encode(v)
  local t = type(v)
  if v == nil then return "null"
  elseif t == "boolean" then return tostring(v)
  elseif t == "number" then return math.type(v) == "integer" and string.format("%d", v) or string.format("%.17g", v)
  elseif t == "string" then
    return '"' .. v:gsub('[%c"\\]', function(c) return escapes[c] or string.format("\\u%04x", c:byte()) end) .. '"'
  end
  local out = {}
  if #v > 0 or next(v) == nil then
    for i, e in ipairs(v) do out[i] = encode(e) end
    return "[" .. table.concat(out, ",") .. "]"
  end
  local keys = {}
  for k in pairs(v) do keys[#keys + 1] = k end
  table.sort(keys)
  for i, k in ipairs(keys) do out[i] = encode(k) .. ":" .. encode(v[k]) end
  return "{" .. table.concat(out, ",") .. "}"
end

local function decode(s)
  local at = 1
  local value
  local function skip() at = s:find("%S", at) or #s + 1 end
  local function text()
    local out = {}
    at = at + 1
    while true do
      local c = s:sub(at, at)
      if c == '"' then at = at + 1; return table.concat(out) end
      if c == "\\" then
        c = s:sub(at + 1, at + 1)
        if c == "u" then
          out[#out + 1] = utf8.char(tonumber(s:sub(at + 2, at + 5), 16))
          at = at + 6
        else
          out[#out + 1] = ({ b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" })[c] or c
          at = at + 2
        end
      else
        local plain = s:match('^[^"\\]+', at)
        out[#out + 1] = plain
        at = at + #plain
      end
    end
  end
  function value()
    skip()
    local c = s:sub(at, at)
    if c == "{" or c == "[" then
      local out, close = {}, c == "{" and "}" or "]"
      at = at + 1
      skip()
      while s:sub(at, at) ~= close do
        if c == "{" then
          local k = text()
          skip()
          at = at + 1
          out[k] = value()
        else
          out[#out + 1] = value()
        end
        skip()
        if s:sub(at, at) == "," then at = at + 1; skip() end
      end
      at = at + 1
      return out
    elseif c == '"' then return text()
    end
    local word = s:match("^[%w%.%+%-]+", at)
    at = at + #word
    if word == "true" then return true elseif word == "false" then return false elseif word == "null" then return nil end
    return tonumber(word)
  end
  return value()
end

local document = { name = "tine", ["ключ"] = "значение", list = {}, nested = { a = { b = { c = { 1, 2.5, -3e-7, "x\n\"\\\1" } } } } }
for i = 1, 500 do document.list[i] = { id = i, ratio = i / 3, text = ("s"):rep(i % 17), even = i % 2 == 0 } end
local text = encode(document)
local file = io.tmpfile()
file:write(text)
file:seek("set")
local back = decode(file:read("a"))
print(#text, encode(back) == text)
print(encode(back.nested), back["ключ"], back.list[100].ratio)
print(encode(decode('  { "a" : [ 1 , 2e3, true, false ] , "b" : "\\u00e9\\n" } ')))
