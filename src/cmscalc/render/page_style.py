"""How pages look, on a phone, a screen and paper. Inlined into each page."""

STYLE = """\
:root {
  --ink: #1c2126; --faint: #545c64; --line: #cfd5da; --paper: #ffffff; --tint: #f2f5f7;
  --link: #1a4f8b; --mark: #0b5d3b; --caution: #7a4b00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8ebee; --faint: #a9b2ba; --line: #3d464e; --paper: #14181c; --tint: #1d2329;
    --link: #8fbdf0; --mark: #7fd3a8; --caution: #e0b070;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums lining-nums;
}
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0; letter-spacing: -0.01em; }
h2 {
  font-size: 1.25rem; line-height: 1.3; margin: 2.25rem 0 0.75rem;
  padding-top: 0.75rem; border-top: 2px solid var(--ink);
}
h3 { font-size: 1rem; margin: 0; display: flex; gap: 1rem; justify-content: space-between; }
p { margin: 0.35rem 0; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.day, .source, footer { color: var(--faint); font-size: 0.9375rem; }
.amounts {
  display: flex; flex-wrap: wrap; gap: 0.5rem 2.5rem; align-items: baseline;
  margin: 1.5rem 0 0.75rem; padding: 1.1rem 1.25rem; background: var(--tint);
  border-left: 6px solid var(--mark);
}
.amounts p { margin: 0; }
.amounts strong { font-size: 1.375rem; }
.amounts .main strong { font-size: 2.5rem; line-height: 1.1; color: var(--mark); }
.amounts span { color: var(--faint); }
.limit { font-weight: 600; }
.proposal {
  margin: 0 0 1.25rem; padding: 0.75rem 1rem; border: 3px solid var(--caution);
}
.proposal p { margin: 0; color: var(--caution); }
.proposal ul { margin: 0.5rem 0 0; padding-left: 1.25rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); }
th { text-align: left; font-weight: 600; }
td, thead th { text-align: right; white-space: nowrap; }
thead th { color: var(--faint); font-weight: 500; font-size: 0.9375rem; }
thead th:first-child { text-align: left; }
tbody th { overflow-wrap: anywhere; }
td:last-child, th:last-child { padding-right: 0; }
.steps { list-style: none; counter-reset: step; margin: 0; padding: 0; }
.steps li {
  counter-increment: step; position: relative; padding: 0.7rem 0 0.8rem 2.5rem;
  border-bottom: 1px solid var(--line);
}
.steps li::before {
  content: counter(step); position: absolute; left: 0; width: 1.75rem; text-align: right;
  color: var(--faint); white-space: nowrap;
}
.steps h3 span { flex: 1; overflow-wrap: anywhere; }
output { flex: none; max-width: 45%; color: var(--mark); text-align: right; font-weight: 700; }
.sum { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.875rem;
  overflow-wrap: anywhere; }
.note { color: var(--caution); margin-left: 0.6rem; }
dl { margin: 0; }
dl > div { padding: 0.4rem 0; }
dt { color: var(--faint); font-size: 0.875rem; }
dd { margin: 0; }
div:target { background: var(--tint); }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 0.75rem; }
@media (max-width: 32rem) {
  .steps li { padding-left: 2rem; }
  .steps li::before { width: 1.35rem; }
  h3 { gap: 0.75rem; }
}
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media screen and (max-width: 44rem) {
  .wide { overflow-x: visible; }
  .cards, .cards caption, .cards tbody, .cards tfoot, .cards tr, .cards th, .cards td {
    display: block;
  }
  .cards thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px;
    overflow: hidden; }
  .cards tr { padding: 0.6rem 0; border-bottom: 1px solid var(--line); }
  .cards tfoot tr { border-top: 2px solid var(--ink); border-bottom: 0; }
  .cards th, .cards td { border: 0; padding: 0.1rem 0; text-align: left; }
  .cards tbody th, .cards tfoot th { font-weight: 600; }
  .cards td { display: flex; gap: 1rem; justify-content: space-between; }
  .cards td:not(.n) { white-space: normal; }
  .cards td::before { content: attr(data-head); color: var(--faint); flex: none; max-width: 45%; }
  .cards .n + td { padding-left: 0; }
  .cards td:has(> span:empty) { display: none; }
  .cards td > span { text-align: right; min-width: 0; }
  .cards .long { display: block; }
  .cards .long::before { content: none; }
  .cards .long > span { text-align: left; }
}
@page { size: A4; margin: 18mm 16mm; }
@media print {
  :root {
    --ink: #000; --faint: #444; --line: #bbb; --paper: #fff; --tint: #fff; --link: #000;
    --mark: #000; --caution: #000;
  }
  body { font-size: 10.5pt; line-height: 1.4; }
  main { max-width: none; padding: 0; }
  .amounts { border: 1px solid #000; border-left-width: 6px; }
  .steps li, tr, dl > div, .amounts { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  thead { display: table-header-group; }
  .source a::after { content: " " attr(href); font-size: 8.5pt; }
  .source a.note::after { content: ""; }
  a { text-decoration: none; }
}
"""
