/** The style sheet of report.html. Text has a contrast of 4.5 or more in both schemes. */
export const styles = `
:root {
  color-scheme: light dark;
  --back: #ffffff; --panel: #f6f8fa; --text: #1f2328; --soft: #57606a; --line: #d0d7de; --accent: #0a53a8;
  --bar: #2f6fb7; --good: #116329; --high: #a40e26; --medium: #8a4600; --low: #4a5560; --mark: #fff8c5; --letter: #ffd8d3;
  --before: 0px; --after: 0px; --row: 40px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117; --panel: #161b22; --text: #e6edf3; --soft: #a3adb8; --line: #3d444d; --accent: #79b8ff;
    --bar: #4a8fd8; --good: #56d364; --high: #ff8a94; --medium: #f0b35b; --low: #b0bac5; --mark: #3b3413; --letter: #6b1620;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0; background: var(--back); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
header, main, footer { max-width: 84rem; margin: 0 auto; padding: 1rem clamp(0.75rem, 3vw, 2.5rem); }
main { padding-top: 0; }
@media (min-width: 200rem) { html { font-size: 1.6rem; } }
@media (min-width: 120rem) and (max-width: 200rem) { html { font-size: 1.15rem; } }
@media (min-width: 120rem) { header, main, footer { max-width: 100rem; } }
h1 { margin: 0.25rem 0; font-size: clamp(1.5rem, 1rem + 2vw, 2.3rem); line-height: 1.2; text-wrap: balance; overflow-wrap: anywhere; }
h2 { margin: 2.75rem 0 0.75rem; font-size: 1.4rem; border-bottom: 1px solid var(--line); padding-bottom: 0.3rem; }
h3 { margin: 1rem 0 0.35rem; font-size: 1.05rem; overflow-wrap: anywhere; }
p { margin: 0.4rem 0; }
section > p, .needs p { max-width: 46rem; }
a { color: var(--accent); }
.soft, footer { color: var(--soft); }
.skip { position: absolute; clip-path: inset(50%); }
.skip:focus { position: static; clip-path: none; }
.paper { display: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
bdi, dd, td, th, .what, .name, figcaption { overflow-wrap: anywhere; }
mark { background: var(--letter); color: var(--text); border-radius: 0.15rem; text-decoration: underline; text-underline-offset: 0.2em; }
del { text-decoration: none; color: var(--soft); } ins { text-decoration: none; font-weight: 600; }

.head { padding-top: 2rem; }
h1.long { font-size: clamp(1.3rem, 1rem + 1.2vw, 1.8rem); }
.head .tenant { margin: 0; font-size: 1.05rem; }
.head h1 { border-inline-start: 0.35rem solid var(--good); padding-inline-start: 0.9rem; }
.head.warning h1 { border-color: var(--medium); } .head.error h1 { border-color: var(--high); }
.lead { font-size: 1.15rem; }
.answers { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); gap: 0.75rem; margin: 1.25rem 0 0; }
.answers div { display: block; background: var(--panel); border-radius: 0.5rem; padding: 0.7rem 1rem; border-top: 3px solid var(--line); }
.answers .notice { border-top-color: var(--good); } .answers .warning { border-top-color: var(--medium); } .answers .error { border-top-color: var(--high); }
.answers dt { font-weight: 600; } .answers dd { margin: 0.15rem 0 0; }

p.notice { background: var(--mark); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.6rem 1rem; }
.needs { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.75rem; }
.needs > li { border: 1px solid var(--line); border-inline-start: 0.3rem solid var(--line); border-radius: 0.5rem; padding: 0.6rem 1rem; }
.needs > li.urgent { border-inline-start-color: var(--high); }
.needs h3 { margin: 0 0 0.3rem; }
@media print, (min-width: 60rem) { .needs > li { display: grid; grid-template-columns: 1fr 1fr; column-gap: 2.5rem; } .needs h3 { grid-column: 1 / -1; } .who:empty { display: none; } .who:empty + .why { grid-column: 1 / -1; } }
.people { margin: 0.25rem 0 0.5rem; padding-inline-start: 1.1rem; }
.plain { margin: 0; padding-inline-start: 1.1rem; } .others { margin-top: 1rem; list-style: none; padding: 0; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 0 2rem; }
.entries { list-style: none; margin: 0; padding: 0; }
.entries > li { border-bottom: 1px solid var(--line); padding: 0.35rem 0; }
details > summary { cursor: pointer; padding: 0.35rem 0; }
details > summary:hover { background: var(--panel); }
.rule { border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.25rem 1rem; margin: 0 0 0.6rem; }
.person { text-decoration: none; color: inherit; } .person:hover .name { text-decoration: underline; }
.name { font-weight: 600; color: var(--accent); } .upn { color: var(--soft); } .what { display: block; color: var(--soft); font-size: 0.94rem; }
.badge { border: 1px solid currentColor; border-radius: 1rem; padding: 0 0.55rem; font-size: 0.78rem; font-weight: 400; white-space: nowrap; display: inline-block; }
.badge.high { color: var(--high); } .badge.medium { color: var(--medium); } .badge.low { color: var(--low); }
.badge.new { color: var(--accent); } .badge.accepted { color: var(--good); }
pre { background: var(--panel); padding: 0.5rem 0.75rem; overflow-x: auto; } .row { display: block; }
dl { margin: 0; } dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0.1rem 0; }
dt { flex: 0 0 15rem; color: var(--soft); } dd { flex: 1 1 14rem; margin: 0; }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1rem; align-items: start; }
.charts.wide { display: block; columns: 28rem; column-gap: 1rem; } .charts.wide figure { break-inside: avoid; margin-bottom: 1rem; }
figure { margin: 0; background: var(--panel); border-radius: 0.5rem; padding: 0.8rem 1rem; min-width: 0; }
figcaption { font-weight: 600; margin-bottom: 0.3rem; }
figure > svg { display: block; width: 100%; height: auto; font-size: 11.5px; }
.legend { display: flex; flex-wrap: wrap; gap: 0 1.2rem; font-size: 0.88rem; } .legend svg { width: 0.7em; height: 0.7em; }
svg.bar { display: block; width: 100%; height: 0.8rem; } svg.bar rect { fill: var(--bar); }
.bars { table-layout: fixed; } .bars th, .bars td { border: 0; padding: 0.12rem 0.4rem 0.12rem 0; vertical-align: middle; }
.bars th { font-weight: 400; width: 42%; } .bars td.number { width: 20%; padding: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.line { fill: none; stroke-width: 2; } .axis { stroke: var(--line); } .label { fill: var(--soft); } .value { fill: var(--text); } .end { text-anchor: end; } .middle { text-anchor: middle; }
.line { stroke: var(--bar); } .dot, .key, .column { fill: var(--bar); }
.line.guests, .line.low { stroke: var(--low); stroke-dasharray: 5 3; } .dot.guests, .key.guests, .dot.low, .key.low { fill: var(--low); }
.line.high { stroke: var(--high); } .dot.high, .key.high, .column.removed, .key.removed { fill: var(--high); }
.line.medium { stroke: var(--medium); stroke-dasharray: 2 3; } .dot.medium, .key.medium { fill: var(--medium); }
.column.added, .key.added { fill: var(--good); }

.controls { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: end; margin-bottom: 0.5rem; }
.field { display: grid; gap: 0.15rem; min-width: 0; } .field label { font-size: 0.88rem; color: var(--soft); }
input, select, button { font: inherit; color: var(--text); background: var(--back); border: 1px solid var(--soft); border-radius: 0.35rem; padding: 0.3rem 0.6rem; max-width: 100%; }
button { cursor: pointer; } button[aria-pressed=true], .chip { background: var(--accent); color: var(--back); border-color: var(--accent); }
.chips { display: flex; flex-wrap: wrap; gap: 0.35rem; } .chips button, .chip { border-radius: 1rem; padding: 0.3rem 0.8rem; }
select { width: 10.5rem; } #search { width: min(20rem, 80vw); }
.menu { position: relative; } .menu summary { border: 1px solid var(--soft); border-radius: 0.35rem; padding: 0.3rem 0.6rem; }
.menu > div { position: absolute; z-index: 3; background: var(--back); border: 1px solid var(--soft); border-radius: 0.35rem; padding: 0.5rem 0.9rem; display: grid; gap: 0.2rem; white-space: nowrap; }
.scroll { overflow-x: auto; } .scroll :is(th, td, bdi) { overflow-wrap: normal; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
th, td { text-align: start; vertical-align: top; padding: 0.3rem 0.6rem; border-top: 1px solid var(--line); }
thead th { border-top: 0; } tbody th { font-weight: 600; }
.number { text-align: end; font-variant-numeric: tabular-nums; } .date, td.number { white-space: nowrap; }
table.narrow { width: auto; } .digest { font-family: ui-monospace, monospace; font-size: 0.82rem; min-width: 20rem; }

#scroller { overflow: auto; max-height: min(44rem, 78vh); border: 1px solid var(--line); border-radius: 0.5rem; overflow-anchor: none; }
#users { table-layout: fixed; border-collapse: separate; border-spacing: 0; }
#users thead th { position: sticky; top: 0; z-index: 2; background: var(--panel); border-bottom: 1px solid var(--line); padding: 0.4rem 0.6rem; vertical-align: bottom; }
#users thead button { border: 0; background: none; padding: 0; font-weight: 600; text-align: inherit; }
th[aria-sort=ascending] button::after { content: " \\25B2"; } th[aria-sort=descending] button::after { content: " \\25BC"; }
#users tbody::before { content: ""; display: block; height: var(--before); } #users tbody::after { content: ""; display: block; height: var(--after); }
#users tbody tr { height: var(--row); cursor: pointer; } #users tbody tr:hover, #users tbody tr:focus-within { background: var(--panel); }
#users tbody th, #users tbody td { height: var(--row); padding: 0 0.6rem; overflow: hidden; vertical-align: middle; font-size: 0.88rem; line-height: 1.25; }
#users tbody td bdi { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; text-align: -webkit-match-parent; text-align: match-parent; }
#users tbody th { white-space: nowrap; text-overflow: ellipsis; } #users tbody td.date { white-space: nowrap; }
.open { border: 0; background: none; padding: 0; font-weight: 600; color: var(--accent); max-width: 100%; overflow: hidden; text-overflow: ellipsis; vertical-align: middle; }
#users .badge { padding: 0 0.4rem; } .open:focus-visible { outline-offset: -2px; }
.under { display: none; } .narrow-only { display: none; }

dialog { color: var(--text); background: var(--back); border: 1px solid var(--soft); border-radius: 0.6rem; padding: 0; width: min(46rem, calc(100vw - 1.5rem)); max-height: calc(100vh - 2rem); }
dialog[open] { display: flex; flex-direction: column; } dialog::backdrop { background: rgb(0 0 0 / 45%); }
.person-head { display: flex; justify-content: space-between; gap: 1rem; align-items: start; padding: 1rem 1.25rem 0.6rem; border-bottom: 1px solid var(--line); }
.person-head h2 { margin: 0; border: 0; padding: 0; } .person-head p { margin: 0; } .person-head > div { min-width: 0; }
#person-body { overflow: auto; padding: 0.5rem 1.25rem 1.25rem; }

@media (max-width: 40rem) {
  dt { flex-basis: 100%; } .head { padding-top: 1rem; }
  .field, .field select, #search { width: 100%; } .bars th { width: 46%; }
  #users thead th:not(:first-child), #users tbody td { display: none; }
  .narrow-only { display: grid; }
  .under { display: block; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-weight: 400; color: var(--soft); font-size: 0.88rem; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print {
  :root { --back: #fff; --panel: #fff; --text: #000; --soft: #333; --line: #999; --accent: #000; --bar: #555; --good: #000; --high: #000; --medium: #000; --low: #000; --mark: #fff; --letter: #fff; }
  .controls, .skip, dialog { display: none; } .paper { display: block; } .needs > li:nth-child(n+7), .who li:nth-child(n+2), .who details, .needs .why p:first-child:not(:only-child), .entries > li:nth-child(n+4) { display: none; }
  .needs .people { margin: 0; } .entries .plain li { display: inline; } .entries .plain li + li::before { content: "; "; }
  .charts.wide { columns: 3; } .charts.wide .bars tr:nth-child(n+7) { display: none; } .why .soft { display: none; } .narrow tr:nth-child(n+7) { display: none; } #users tbody :is(tr, th, td) { height: auto; }
  html { font-size: 8.5pt; } body { line-height: 1.35; } header, main, footer { padding-inline: 0; max-width: none; }
  h2 { margin: 1.1rem 0 0.4rem; break-after: avoid; } h3 { margin: 0.5rem 0 0.2rem; break-after: avoid; } p { margin: 0.2rem 0; }
  .answers { grid-template-columns: repeat(4, 1fr); } .charts { grid-template-columns: repeat(3, 1fr); gap: 0.5rem; } .columns { grid-template-columns: 1fr 1fr; }
  .answers div, figure, .needs > li { border: 1px solid var(--line); padding: 0.3rem 0.6rem; break-inside: avoid; }
  .rule, .entries > li { break-inside: avoid; } .entries > li { padding: 0.1rem 0; } .needs { gap: 0.3rem; }
  section:nth-of-type(n+5) { break-before: auto; } #scroller { max-height: none; overflow: visible; } #users tbody::after { height: 0; }
  .column.removed, .key.removed { fill: #aaa; } .column.changed, .key.changed { fill: #fff; stroke: #000; }
}
`;
