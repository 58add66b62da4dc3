const LIMIT = "stackTraceLimit";

/** V8 takes no stack trace where the limit is not a number of its own; cdktf sets it for each token, to no effect here. */
const NONE: PropertyDescriptor = {
  configurable: true,
  enumerable: true,
  get: () => undefined,
  set: () => {},
};

/**
 * Makes something without the stack trace that cdktf takes for each token, four or five of them for one replicated VM:
 * a third of the time of a large estate. An error that is thrown has the stack trace of the call.
 */
export function withoutStackTraces<T>(make: () => T): T {
  const limit = Object.getOwnPropertyDescriptor(Error, LIMIT);
  if (!limit?.configurable) return make();
  Object.defineProperty(Error, LIMIT, NONE);
  try {
    return make();
  } catch (error) {
    Object.defineProperty(Error, LIMIT, limit);
    if (error instanceof Error) Error.captureStackTrace(error, withoutStackTraces);
    throw error;
  } finally {
    Object.defineProperty(Error, LIMIT, limit);
  }
}
