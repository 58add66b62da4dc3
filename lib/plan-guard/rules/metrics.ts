import { type Values, valueAt } from "../change";
import { byMember, listOf, type Weaker } from "./weaker";

/** Metrics of a diagnostic setting as one block says them, and as the other: "metric" of azurerm 4, "enabled_metric" since. */
interface Metrics {
  readonly said: readonly string[];
  readonly elsewhere: readonly string[];
}

export const metricsOf =
  (block: string, other: string) =>
  (values: Values): Metrics => ({ said: switchedOn(values[block]), elsewhere: switchedOn(values[other]) });

const switchedOn = (blocks: unknown) =>
  listOf(blocks)
    .filter((block) => valueAt(block, "enabled") !== false)
    .map((block) => String(valueAt(block, "category")).toLowerCase());

/** Metrics that go, and do not come in the other block. */
export const fewerMetrics: Weaker = byMember((before, after) => {
  const [was, is] = [before, after].map(metrics);
  const comes = (one: string) => is?.elsewhere.includes(one) && !was?.elsewhere.includes(one);
  const lost = was?.said.filter((one) => !is?.said.includes(one) && !comes(one)) ?? [];
  return lost.length > 0 ? `no longer has ${lost.join(", ")}` : undefined;
});

const metrics = (x: unknown): Metrics => ({ said: [], elsewhere: [], ...Object(x) });
