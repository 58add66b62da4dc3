import type { SynthesizedApp } from "./synthesized-app";

/** Builds something once for an app, whoever asks for it first: an index that several rules share. */
export function perApp<T>(build: (app: SynthesizedApp) => T): (app: SynthesizedApp) => T {
  const built = new WeakMap<SynthesizedApp, { readonly value: T }>();
  return (app) => {
    const known = built.get(app) ?? { value: build(app) };
    built.set(app, known);
    return known.value;
  };
}
