import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fingerprintOf } from './fingerprint.mjs';

/**
 * The Maven modules of the checkout, in the order of their poms: path, artifact, the modules it needs, and the fingerprint of its sources.
 */
export function readModules(root) {
  const modules = leaves(root, '').map((path) => {
    const [artifact, ...mentioned] = artifactsIn(root, path);
    const parent = dirname(path);
    // What a parent other than the root's says of plugins and processors holds for its modules too.
    if (parent.split('/').length === 1 && parent !== '.' && existsSync(join(root, parent, 'pom.xml'))) mentioned.push(...artifactsIn(root, parent));
    return { path, artifact, mentioned: mentioned.filter((name) => name !== artifact), fingerprint: fingerprintOf(root, [path]) };
  });
  const byArtifact = new Map(modules.map((module) => [module.artifact, module]));
  for (const module of modules) {
    module.needs = [...new Set(module.mentioned)].filter((name) => byArtifact.has(name)).map((name) => byArtifact.get(name).path);
  }
  return modules;
}

/** The changed modules and all that stand on them. */
export function affectedBy(modules, changed) {
  const affected = new Set(changed);
  for (let before = -1; before !== affected.size; ) {
    before = affected.size;
    for (const module of modules) {
      if (module.needs.some((path) => affected.has(path))) affected.add(module.path);
    }
  }
  return modules.map((module) => module.path).filter((path) => affected.has(path));
}

function artifactsIn(root, path) {
  const pom = readFileSync(join(root, path, 'pom.xml'), 'utf8').replace(/<parent>[\s\S]*?<\/parent>/, '');
  return [...pom.matchAll(/<artifactId>(sextant-[\w-]+)<\/artifactId>/g)].map((match) => match[1]);
}

function leaves(root, path) {
  const pom = readFileSync(join(root, path, 'pom.xml'), 'utf8');
  const children = [...pom.matchAll(/<module>([^<]+)<\/module>/g)].map((match) => join(path, match[1]));
  if (children.length === 0) return [path];
  return children.filter((child) => existsSync(join(root, child, 'pom.xml'))).flatMap((child) => leaves(root, child));
}
