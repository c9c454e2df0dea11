/** Writes hosts into the inventory, by their names: creates the ones that are missing, brings the others up to date. Answers them in order. */
export async function putHosts(api, hosts) {
  const known = new Map((await queryHosts(api)).map((record) => [record.name ?? record.displayName, record]));
  const missing = hosts.filter((host) => !known.has(host.name));
  const present = hosts.filter((host) => known.has(host.name)).map((host) => ({ id: known.get(host.name).id, ...host }));
  if (missing.length > 0) await entity(api, 'create', missing);
  if (present.length > 0) await entity(api, 'update', present);
  const now = new Map((await queryHosts(api)).map((record) => [record.name ?? record.displayName, record]));
  return hosts.map((host) => now.get(host.name));
}

export async function queryHosts(api, body = {}) {
  return (await entity(api, 'query', { additionalFilters: [], limit: 500, ...body })).data;
}

export async function entity(api, verb, body) {
  return api.post(`/inventory/entities/host/${verb}`, body);
}
