import { AzurePipeline } from "./azure";
import { Workflow } from "./github";
import type { Plans, Sample } from "./sample";

/** A run of either platform, told in the same words. */
export interface Pipeline {
  run(plans: Plans, only?: readonly string[]): Readonly<Record<string, Run>>;
  branch(into?: Pipeline): Pipeline;
}

export interface Run {
  readonly result: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly log: string;
  readonly summary: string;
}

/** Runs a template of a platform; a fork is where a pull request may come from. */
export type Platform = (template: "pull-request" | "deploy", sample: Sample, fork?: boolean) => Pipeline;

const github: Platform = (template, sample, fork = false) => {
  const head = { repo: { full_name: fork ? "somebody/resilience" : "contoso/resilience" } };
  return new Workflow(`pipelines/github/${template}.yml`, sample, { pull_request: { number: 7, head } });
};

const azure: Platform = (template, sample, fork = false) =>
  new AzurePipeline(`pipelines/azure/${template}.yml`, sample, {
    "System.PullRequest.IsFork": fork ? "True" : "False",
  });

export const PLATFORMS: readonly (readonly [string, Platform])[] = [
  ["GitHub Actions", github],
  ["Azure Pipelines", azure],
];

const WORDS: Readonly<Record<string, string>> = { success: "succeeded", failure: "failed" };

/** How each job ended. */
export function results(runs: Readonly<Record<string, Run>>): Record<string, string> {
  const word = (result: string) => WORDS[result] ?? result.toLowerCase();
  return Object.fromEntries(Object.entries(runs).map(([id, { result }]) => [id, word(result)]));
}
