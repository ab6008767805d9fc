/** The style sheet of report.html. Text has a contrast of 4.5 or more in both schemes. */
export const styles = `
:root {
  color-scheme: light dark;
  --back: #ffffff; --panel: #f6f8fa; --text: #1f2328; --soft: #57606a; --line: #d0d7de; --accent: #0a53a8;
  --bar: #2f6fb7; --good: #116329; --high: #a40e26; --medium: #8a4600; --low: #4a5560; --mark: #fff8c5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117; --panel: #161b22; --text: #e6edf3; --soft: #a3adb8; --line: #3d444d; --accent: #79b8ff;
    --bar: #4a8fd8; --good: #56d364; --high: #ff8a94; --medium: #f0b35b; --low: #b0bac5; --mark: #3b3413;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--back); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
header, main, footer { max-width: 110rem; margin: 0 auto; padding: 1rem clamp(0.75rem, 3vw, 2.5rem); }
header { padding-bottom: 0; } main { padding-top: 0; } main > h2:first-child { margin-top: 1rem; }
h1 { margin: 0; font-size: 1.75rem; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.3rem; border-bottom: 1px solid var(--line); padding-bottom: 0.3rem; }
h3 { margin: 1.25rem 0 0.5rem; font-size: 1.05rem; }
a { color: var(--accent); }
.soft, footer { color: var(--soft); }
.skip { position: absolute; left: -100vw; }
.skip:focus { position: static; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
bdi, dd, td, th, text { overflow-wrap: anywhere; }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: 0.75rem; padding: 0; list-style: none; }
.tiles li { background: var(--panel); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.75rem 1rem; }
.tiles b { display: block; font-size: 1.7rem; line-height: 1.2; }
.tiles span { display: block; color: var(--soft); font-size: 0.9rem; }
.bad b { color: var(--high); } .good b { color: var(--good); } .warn b { color: var(--medium); }

.notice { background: var(--mark); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.6rem 1rem; }
.notice p { margin: 0; } .notice ul { margin: 0; padding-left: 1.2rem; }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1.5rem; }
figure { margin: 0; background: var(--panel); border: 1px solid var(--line); border-radius: 0.5rem; padding: 1rem; }
figcaption { font-weight: 600; margin-bottom: 0.5rem; }
svg { display: block; width: 100%; height: auto; font-size: 12px; overflow: visible; }
.bar { fill: var(--bar); } .line { fill: none; stroke: var(--bar); stroke-width: 2; } .dot { fill: var(--bar); }
.added { fill: var(--good); } .removed { fill: var(--high); } .changed { fill: var(--bar); } .axis { stroke: var(--line); }
.label { fill: var(--soft); } .value { fill: var(--text); }

.entries { list-style: none; margin: 0; padding: 0; }
.entries > li { border-bottom: 1px solid var(--line); }
details > summary { cursor: pointer; padding: 0.4rem 0; }
details > summary:hover { background: var(--panel); }
.entries details > :not(summary) { margin: 0.25rem 0 0.75rem 1.25rem; }
.rule { border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.25rem 1rem; margin: 0 0 0.6rem; }
.name { font-weight: 600; } .upn { color: var(--soft); } .what { display: block; color: var(--soft); font-size: 0.92rem; }
.badge { border: 1px solid currentColor; border-radius: 1rem; padding: 0.05rem 0.6rem; font-size: 0.8rem; white-space: nowrap; }
.badge.high { color: var(--high); } .badge.medium { color: var(--medium); } .badge.low { color: var(--low); }
.badge.new { color: var(--accent); } .badge.accepted { color: var(--good); }
dl { margin: 0; } dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0.1rem 0; }
dt { flex: 0 0 17rem; color: var(--soft); } dd { flex: 1 1 16rem; margin: 0; }

.controls { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; margin-bottom: 0.75rem; }
.field { display: grid; gap: 0.2rem; min-width: 0; } .field label { font-size: 0.9rem; color: var(--soft); }
input, select, button { font: inherit; color: var(--text); background: var(--back); border: 1px solid var(--soft); border-radius: 0.35rem; padding: 0.35rem 0.6rem; max-width: 100%; }
button { cursor: pointer; } button:disabled { opacity: 0.5; cursor: default; }
select { width: 13rem; }
#search { width: min(24rem, 80vw); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 0.5rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
table.changes { table-layout: fixed; width: calc(100% - 1.25rem); }
caption { text-align: left; padding: 0.5rem 0.75rem; color: var(--soft); }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.75rem; border-top: 1px solid var(--line); }
tbody th { font-weight: 600; }
thead th { background: var(--panel); white-space: nowrap; }
th button { border: 0; background: none; padding: 0; font-weight: 600; }
th[aria-sort=ascending] button::after { content: " \\25B2"; } th[aria-sort=descending] button::after { content: " \\25BC"; }
#users td:last-child, .date { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
#users th, #users td { min-width: 6rem; } #users tbody th { min-width: 11rem; }

@media (max-width: 40rem) { dt { flex-basis: 100%; } .tiles { grid-template-columns: 1fr 1fr; } .tiles b { font-size: 1.35rem; } }
@media print {
  :root { --back: #fff; --panel: #fff; --text: #000; --soft: #333; --line: #999; --accent: #000; --bar: #555; --good: #000; --high: #000; --medium: #000; --low: #000; --mark: #fff; }
  .controls, .skip, nav { display: none; }
  .removed { fill: #aaa; } .changed { fill: #fff; stroke: #000; }
  html { font-size: 10pt; } figure, .rule, li { break-inside: avoid; } .scroll { overflow: visible; border: 0; }
}
`;
