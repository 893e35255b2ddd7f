/** Coder's error pages are kilobytes of style and drawing; a page longer than this is cut to what it says. */
const longPage = 500;

export function htmlStub(page: string): string {
  if (page.length <= longPage) return page;
  const [title, heading, paragraph] = [textOf(page, "title"), textOf(page, "h1"), textOf(page, "p")];
  return `<!doctype html><html><head><title>${title}</title></head><body><h1>${heading}</h1><p>${paragraph}</p></body></html>`;
}

function textOf(page: string, tag: string): string {
  const inner = new RegExp(`<${tag}(?:\\s[^>]*)?>([^]*?)</${tag}>`, "i").exec(page)?.[1] ?? "";
  return inner
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
