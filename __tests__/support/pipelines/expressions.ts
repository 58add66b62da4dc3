/** Evaluates an expression of a pipeline: those of the templates are JavaScript, too. */
export function evaluate(expression: string, scope: Readonly<Record<string, unknown>>): unknown {
  const names = Object.keys(scope);
  // names of GitHub have hyphens: strategy.job-index
  const script = expression.replace(/\.([a-z]+(?:-[a-z]+)+)/g, '["$1"]');
  return new Function(...names, `return (${script});`)(...names.map((name) => scope[name]));
}

/** Fills in the expressions of a text; a text that is one expression keeps its value's type. */
export function filled(text: unknown, pattern: RegExp, scope: Readonly<Record<string, unknown>>): unknown {
  if (typeof text !== "string") return text;
  const whole = text.match(new RegExp(`^${pattern.source}$`, "s"));
  if (whole) return evaluate(whole[1] as string, scope);
  return text.replace(new RegExp(pattern.source, "g"), (_, inner) => String(evaluate(inner, scope) ?? ""));
}
