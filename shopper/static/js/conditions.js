// Which questions are asked, given the answers so far: survey_defs/showing.py for the browser.
// survey_defs/vectors/conditions.json is the specification of both.

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?$/;

export function holds(condition, answers) {
  if ("all" in condition) return condition.all.every((part) => holds(part, answers));
  if ("any" in condition) return condition.any.some((part) => holds(part, answers));
  if ("not" in condition) return !holds(condition.not, answers);
  return compare(condition, own(answers, condition.question));
}

// questions: [[key, condition or null], …] in journey order. Returns the Set of visible keys.
export function visibleKeys(questions, answers) {
  const shown = {};
  const visible = new Set();
  for (const [key, condition] of questions) {
    if (condition && !holds(condition, shown)) continue;
    visible.add(key);
    shown[key] = own(answers, key);
  }
  return visible;
}

// A question may be called "constructor": look at the object itself only.
function own(answers, key) {
  return Object.hasOwn(answers, key) ? answers[key] : undefined;
}

function compare(condition, answer) {
  const [operator, operand] = Object.entries(condition).find(([name]) => name !== "question");
  const isAnswered = Boolean(answer) && answer.state !== "cleared";
  if (operator === "answered") return isAnswered === operand;
  if (!isAnswered) return false;
  const ofValue = !("state" in answer);
  return test(operator, ofValue ? answer.value : answer.state, operand, ofValue);
}

function test(operator, given, operand, ofValue) {
  switch (operator) {
    case "is": return given === operand;
    case "is_not": return given !== operand;
    case "in": return operand.includes(given);
    case "includes": return Array.isArray(given) && given.includes(operand);
    case "at_least": return ofValue && inOrder(operand, given);
    case "at_most": return ofValue && inOrder(given, operand);
    default: throw new Error(`unknown operator ${operator}`);
  }
}

// Numbers by size; times and dates, whose text sorts as they do, by their text.
function inOrder(low, high) {
  if (isNumber(low) && isNumber(high)) return difference(low, high) <= 0n;
  return !isNumber(low) && !isNumber(high) && typeof low === "string" && typeof high === "string" && low <= high;
}

function isNumber(value) {
  return Number.isInteger(value) || (typeof value === "string" && DECIMAL.test(value));
}

// Exact: 0.1 and 12345678901234.567891 never pass through a float.
function difference(one, other) {
  const [a, b] = [String(one), String(other)];
  const places = Math.max(decimals(a), decimals(b));
  return scaled(a, places) - scaled(b, places);
}

function decimals(text) {
  return (text.split(".")[1] ?? "").length;
}

function scaled(text, places) {
  return BigInt(text.replace(".", "") + "0".repeat(places - decimals(text)));
}
