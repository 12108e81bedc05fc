// Conditions over answers, judged as the server judges them (registration/questions/conditions.py).
// `said` is a Map from the code of a question to a Set of the plain values given.
const TESTS = {
  is: (given, value) => given.has(value),
  filled: (given) => given.size > 0,
  least: (given, value) => [...given].some((one) => number(one) >= number(value)),
  most: (given, value) => [...given].some((one) => number(one) <= number(value)),
};

export function number(text) {
  const plain = text.replace(/\s/g, "").replace(",", ".");
  return plain === "" ? NaN : Number(plain);
}

function termHolds(term, said) {
  const found = TESTS[term.test](said.get(term.on) ?? new Set(), term.value ?? "");
  return found !== Boolean(term.is_not);
}

export function holds(condition, said) {
  return !condition.length || condition.some((group) => group.every((term) => termHolds(term, said)));
}
