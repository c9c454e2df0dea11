/** The diagram in the portal's colours; as variables, so that it follows a change of theme. */
export const diagramColours = {
  defaultFillColor: 'var(--surface)',
  defaultStrokeColor: 'var(--ink)',
  defaultLabelColor: 'var(--ink)',
}

export const diagramText = {
  defaultStyle: { fontFamily: 'system-ui, "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif', fontSize: 13 },
  externalStyle: { fontSize: 12 },
}
