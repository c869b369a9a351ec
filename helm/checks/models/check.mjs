// Reads a JSON list of Kubernetes objects from standard input and prints a JSON list of faults, in the same order: null for
// a good object, else what is wrong with it. The packages know every field's type and which are required; that a field is
// one which nobody knows is seen by its never having been asked for.
import { text } from "node:stream/consumers";

const packages = {
  "cert-manager.io": "@kubernetes-models/cert-manager",
  "postgresql.cnpg.io": "@kubernetes-models/cloudnative-pg",
  "gateway.networking.k8s.io": "@kubernetes-models/gateway-api",
  "keda.sh": "@kubernetes-models/keda",
  "monitoring.coreos.com": "@kubernetes-models/prometheus-operator",
  "kafka.strimzi.io": "@kubernetes-models/strimzi-kafka-operator",
};

/** The object as the validator sees it, which remembers by each part what was asked of it. */
function watched(value, seen) {
  if (value === null || typeof value !== "object") {
    return value;
  }
  const known = seen.get(value) ?? { asked: new Set(), listed: false, proxy: undefined };
  seen.set(value, known);
  known.proxy ??= new Proxy(value, {
    get(target, key) {
      known.asked.add(key);
      return watched(target[key], seen);
    },
    ownKeys(target) {
      known.listed = true;
      return Reflect.ownKeys(target);
    },
  });
  return known.proxy;
}

function unknownFields(value, path, seen) {
  if (value === null || typeof value !== "object") {
    return [];
  }
  const known = seen.get(value);
  // Nothing was asked of it, or all its keys were listed: a map, or any JSON.
  const free = Array.isArray(value) || known === undefined || known.asked.size === 0 || known.listed;
  return Object.entries(value).flatMap(([key, each]) =>
    !free && !known.asked.has(key) ? [`${path}/${key} is a field that nobody knows`] : unknownFields(each, `${path}/${key}`, seen),
  );
}

async function fault(object) {
  const group = object.apiVersion.includes("/") ? object.apiVersion.split("/")[0] : "";
  const from = packages[group] ?? "kubernetes-models";
  let Model;
  try {
    Model = (await import(`${from}/${object.apiVersion}/${object.kind}`))[object.kind];
  } catch {
    return `${object.apiVersion} has no ${object.kind}`;
  }
  const seen = new Map();
  try {
    Model.prototype.validate.call(watched(object, seen));
  } catch (problem) {
    return problem.message;
  }
  const unknown = unknownFields(object, "", seen);
  return unknown.length === 0 ? null : unknown.join(", ");
}

const objects = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(await Promise.all(objects.map(fault))));
