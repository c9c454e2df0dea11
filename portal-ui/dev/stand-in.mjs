// A development stand-in for the platform: answers with made-up data, so that pages can be looked at without services.
// Nothing of it is part of the product or of any test.   node dev/stand-in.mjs [port] [full|much|empty|failing|forbidden]
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { scenario } from './stand-in-data.mjs'

const port = Number(process.argv[2] ?? 20701)
const mode = process.argv[3] ?? 'full'
const root = fileURLToPath(new URL('../target/classes/META-INF/resources', import.meta.url))
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' }
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
  "connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"

const api = scenario(mode)

async function file(path, response) {
  const wanted = normalize(path).replace(/^(\.\.[/\\])+/, '')
  const found = extname(wanted) ? wanted : '/portal/index.html'
  try {
    const content = await readFile(join(root, found))
    response.writeHead(200, { 'Content-Type': TYPES[extname(found)] ?? 'application/octet-stream', 'Content-Security-Policy': CSP })
    response.end(content)
  } catch {
    response.writeHead(404).end()
  }
}

async function bodyOf(request) {
  const parts = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost')
  if (url.pathname === '/' || url.pathname.startsWith('/portal')) return file(url.pathname, response)
  const body = await bodyOf(request)
  return api(request, url, body, response)
}).listen(port, '127.0.0.1', () => console.log(`stand-in (${mode}) on http://127.0.0.1:${port}/portal/`))
