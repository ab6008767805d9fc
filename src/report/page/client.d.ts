/** What runs in report.html; its text goes into the page, so it uses nothing from outside of itself. */
export function client(): void;
