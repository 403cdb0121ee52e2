"""How documents look beyond what every page has: tables on a phone, the chart, print."""

from cmscalc.render.drawing import FIGURES

STYLE = (
    """\
main { max-width: 66rem; }
main > section > p, main > section > ul { max-width: 44rem; }
h1 { font-size: 2rem; }
.subtitle { font-size: 1.1875rem; color: var(--faint); margin: 0.25rem 0 0; }
h2 { scroll-margin-top: 1rem; }
h3 { display: block; font-size: 1.0625rem; margin: 1.75rem 0 0.35rem; }
nav { margin: 1.5rem 0 0; font-size: 0.9375rem; }
nav ol { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap;
  gap: 0.25rem 1.25rem; }
nav li { margin: 0; }
nav a { display: inline-block; padding: 0.2rem 0; }
.headline { margin: 1.5rem 0 0; padding: 0.9rem 1.25rem; background: var(--tint);
  border-left: 6px solid var(--mark); max-width: 44rem; }
.headline strong { font-size: 2.25rem; line-height: 1.15; color: var(--mark); margin-right: 0.4rem;
  white-space: nowrap; }
.headline span { font-size: 1.0625rem; overflow-wrap: anywhere; }
.lead { font-size: 1.125rem; font-weight: 600; margin-top: 1.25rem; }
.small { color: var(--faint); font-size: 0.9375rem; overflow-wrap: anywhere; }
.caution { border-left: 4px solid var(--caution); padding-left: 0.75rem; margin: 0.75rem 0; }
.to-fill-in { border: 1px dashed var(--caution); padding: 0.35rem 0.6rem; width: fit-content; }
#letter > h1 { margin: 1.25rem 0 0; font-size: 1.25rem; }
h3, caption, figcaption, section p, section li, dt, dd, td.any, th.any { overflow-wrap: anywhere; }
td, tbody th { overflow-wrap: break-word; }
td, th, dd, caption { unicode-bidi: plaintext; }
ul { margin: 0.5rem 0; padding-left: 1.25rem; }
li { margin: 0.3rem 0; }
table { margin: 1.25rem 0 0; }
caption { text-align: left; font-weight: 600; padding: 0 0 0.35rem; }
td, thead th { text-align: left; white-space: normal; vertical-align: top; }
tbody th { vertical-align: top; font-weight: 500; }
thead th { vertical-align: bottom; }
.n { text-align: right; white-space: nowrap; }
thead .n { white-space: normal; }
.n + :not(.n) { padding-left: 0.5rem; }
.whole { white-space: nowrap; }
.aside { color: var(--faint); font-size: 0.875rem; min-width: 12rem; }
.aside p { margin: 0; }
.aside .head { font-weight: 500; }
.aside .head::after { content: ":"; }
tfoot th, tfoot td { border-top: 2px solid var(--ink); border-bottom: 0; font-weight: 700; }
sup { font-size: 0.75em; line-height: 0; margin-left: 0.1em; }
sup a { text-decoration: none; }
.notes { margin: 0.5rem 0 0; padding-left: 1.4rem; color: var(--faint); font-size: 0.875rem;
  max-width: 44rem; }
.notes li { margin: 0.15rem 0; }
.tight td, .tight th { padding-right: 0.9rem; font-size: 0.9375rem; }
.facts { display: grid; grid-template-columns: minmax(9rem, 15rem) 1fr; max-width: 44rem;
  margin: 1.25rem 0 0; }
.facts > div { display: contents; }
.facts dt, .facts dd { padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line);
  font-size: 1rem; }
.sums { grid-template-columns: 1fr auto; max-width: 26rem; }
.sums dd { text-align: right; padding-right: 0; }
.sums > div:last-child > * { border-bottom: 0; border-top: 2px solid var(--ink); font-weight: 700;
  color: var(--ink); }
"""
    + FIGURES
    + """\
.steps h4 { font-size: 1rem; margin: 0; display: flex; gap: 1rem; justify-content: space-between; }
.steps h4 span { flex: 1; overflow-wrap: anywhere; }
.steps li { margin: 0; }
@media screen and (max-width: 44rem) {
  td { overflow-wrap: anywhere; }
  th, td { font-size: 0.9375rem; padding-right: 0.5rem; }
  .tight td, .tight th { padding-right: 0; }
  .whole { white-space: normal; }
  svg text { font-size: 19px; }
  .facts:not(.sums) { grid-template-columns: 1fr; }
  .facts:not(.sums) dt { border-bottom: 0; padding-bottom: 0; }
  .facts:not(.sums) dd { padding-top: 0; }
  .cards .aside { display: block; min-width: 0; }
  .cards .aside p { margin: 0.1rem 0; }
}
@page {
  size: A4; margin: 16mm 15mm 18mm;
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8.5pt sans-serif;
    color: #444; }
}
@page short { margin: 10mm 15mm 13mm; }
@media print {
  :root { font-size: 9pt; }
  body { font-size: 9.5pt; }
  h1 { font-size: 18pt; }
  #letter > h1 { font-size: 12pt; }
  h2 { font-size: 13pt; margin-top: 16pt; padding-top: 6pt; border-top-width: 1pt; }
  h3 { font-size: 10.5pt; margin-top: 10pt; }
  nav { display: none; }
  main > section > p, main > section > ul, .notes, .headline, .facts,
  figcaption { max-width: none; }
  .facts:not(.sums) { grid-template-columns: 60mm 1fr; }
  .sums { max-width: 90mm; }
  .headline { border: 0.75pt solid #000; border-left-width: 4pt; padding: 6pt 9pt; margin-top: 9pt;
    break-inside: avoid; }
  .headline strong { font-size: 18pt; }
  .headline span { font-size: 10.5pt; }
  .facts { margin-top: 8pt; break-inside: avoid; }
  .facts dt, .facts dd { font-size: 9.5pt; padding-top: 2.2pt; padding-bottom: 2.2pt; }
  .small, .notes, figure ol { font-size: 8.5pt; }
  th, thead th, td { padding: 2.2pt 7pt 2.2pt 0; font-size: 9pt; }
  .tight td, .tight th { padding: 2.2pt 5pt 2.2pt 0; font-size: 8.5pt; }
  .aside { font-size: 8pt; min-width: 26mm; }
  .aside p { display: inline; }
  .aside p + p::before { content: " · "; }
  table { margin-top: 9pt; }
  caption, .notes, figure { break-inside: avoid; }
  caption { break-after: avoid; }
  .wide { overflow: visible; }
  p + .wide { break-before: avoid; }
  tfoot { display: table-row-group; }
  tbody tr:first-child, tbody tr:last-child, tfoot tr { break-before: avoid; }
  h3 + .source { break-after: avoid; }
  .steps li { padding: 3pt 0 3pt 20pt; }
  .steps li::before { width: 14pt; }
  .sum, .source { font-size: 8.5pt; }
  .steps .source a::after { content: none; }
  .lead { font-size: 10.5pt; }
  figure svg { max-height: 58mm; }
  svg text { font-size: 11px; }
  .short { page: short; line-height: 1.2; }
  .short h2 { font-size: 12pt; margin: 8pt 0 3pt; padding-top: 3pt; }
  .short .headline { padding: 4pt 9pt; }
  .short .headline strong { font-size: 16pt; }
  .short .headline, .short .facts, .short table { margin-top: 6pt; }
  .short .facts:not(.sums) { grid-template-columns: 55mm 1fr; }
  .short p, .short dt, .short dd, .short th, .short td { font-size: 8.5pt; }
  .short dt, .short dd, .short th, .short td { padding-top: 0.6pt; padding-bottom: 0.6pt; }
  .short .headline span { font-size: 10pt; }
  .short .small { font-size: 7.5pt; margin: 2pt 0; }
}
"""
)
