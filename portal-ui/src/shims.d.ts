declare module '*.css'
declare module '*.svg' {
  const url: string
  export default url
}
declare module 'element-plus/es/locale/lang/*.mjs' {
  const language: import('element-plus/es/locale').Language
  export default language
}
