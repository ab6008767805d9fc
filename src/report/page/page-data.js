/**
 * What stands in the page as data.
 *
 * @returns {import('../report-data.ts').ReportData}
 */
export function pageData() {
  return JSON.parse(document.getElementById('data')?.textContent ?? '');
}
