// Mistakes in thresholds.yaml that no single key shows: each is an error at the key that should change. What one key
// may hold by itself is said in the specs.

import type { YamlNode } from '../data/yaml.ts';
import { FACT_NAMES, type FactName } from '../monitoring/facts.ts';
import type { MeasuredRule, Policy } from './policy-types.ts';
import { HEALTHY_SIDE } from './rule-spec.ts';

/** @param root the file's root node, for line and column @throws InputError for the first mistake found */
export function checkAcrossKeys(policy: Policy, root: YamlNode): void {
  for (const name of FACT_NAMES) checkRule(name, policy.rules[name], (key) => at(root, ['rules', name, key]));
  checkCombined(policy, (key) => at(root, ['rules', 'scheduled_retraining', key]));
  checkMaintenance(policy, root);
  checkPromotion(policy, root);
  checkBudget(policy, root);
}

type Locate = (key: string) => YamlNode;

/** The value at a path of keys, or the nearest node above it. */
function at(root: YamlNode, path: readonly string[]): YamlNode {
  let node = root;
  for (const key of path) node = node.keys?.get(key)?.value ?? node;
  return node;
}

function checkRule(name: FactName, rule: MeasuredRule, locate: Locate): void {
  checkAlert(rule, locate);
  const { baseline, change } = rule;
  if (baseline === null || change === null) return;
  const side = HEALTHY_SIDE[name];
  if (baseline === 0) {
    throw locate('baseline').refuse(
      'a share of a baseline of 0 is 0, so no change could be told.',
      'Legal: any other figure.',
    );
  }
  if (change === 0) {
    throw locate('change').refuse(
      'a change of 0 puts the limit on the baseline itself.',
      'Legal: any other share.',
    );
  }
  if (side === 'above' && change > 0) {
    throw locate('change').refuse(
      `${name} is healthy above its limit, so the limit lies below the baseline; ${change} would put it above.`,
      `Did you mean ${-change}?`,
    );
  }
  if (side !== 'above' && change < 0) {
    const why =
      side === 'below'
        ? `${name} is healthy below its limit, so the limit lies above the baseline; ${change} would put it below.`
        : `${name} is watched both ways, so its change has no sign.`;
    throw locate('change').refuse(why, `Did you mean ${-change}?`);
  }
  if (side === 'above' && change <= -1 && typeof baseline === 'number' && baseline > 0) {
    throw locate('change').refuse('puts the limit at 0, which nothing can fall below.', 'Legal: above -1.');
  }
}

/** An alert comes before what it warns of. */
function checkAlert({ change, limit, alert_change, alert_limit }: MeasuredRule, locate: Locate): void {
  if (alert_change !== null && change !== null) {
    if (Math.sign(alert_change) === Math.sign(change) && Math.abs(alert_change) < Math.abs(change)) return;
    throw locate('alert_change').refuse(
      `an alert at ${alert_change} does not come before the limit at ${change}.`,
      change < 0 ? `Legal: above ${change} and below 0.` : `Legal: above 0 and below ${change}.`,
    );
  }
  if (alert_limit !== null && limit !== null && alert_limit >= limit) {
    throw locate('alert_limit').refuse(
      `an alert above ${alert_limit} does not come before the limit of ${limit}.`,
      `Legal: below ${limit}.`,
    );
  }
}

function checkMaintenance({ maintenance }: Policy, root: YamlNode): void {
  maintenance.forEach(({ from, until }, n) => {
    if (until >= from) return;
    const window = at(root, ['maintenance']).entries?.[n] ?? root;
    throw at(window, ['until']).refuse(
      `the window ends on ${until}, before it begins on ${from}.`,
      `Legal: ${from} or later.`,
    );
  });
}

function checkCombined({ rules }: Policy, locate: Locate): void {
  const { enabled, needs, of } = rules.scheduled_retraining;
  const repeated = of.find((name, index) => of.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw locate('of').refuse(`${repeated} stands in the list twice.`, 'Name each rule once.');
  }
  if (!enabled) return;
  const watched = of.filter((name) => rules[name].enabled);
  if (needs > watched.length) {
    throw locate('needs').refuse(
      `${needs} rules are needed, but ${watched.length} of those listed ${watched.length === 1 ? 'is' : 'are'} switched on.`,
      watched.length === 0 ? 'Set enabled: false.' : `Legal: up to ${watched.length}.`,
    );
  }
}

function checkPromotion({ promotion }: Policy, root: YamlNode): void {
  const { primary_metric, guarded } = promotion;
  if (primary_metric in guarded) {
    throw at(root, ['promotion', 'guarded', primary_metric]).refuse(
      `${primary_metric} is the primary metric: it must become better, so it needs no margin for becoming worse.`,
      'Remove the line, or choose another primary metric.',
    );
  }
}

function checkBudget({ budget }: Policy, root: YamlNode): void {
  if (budget.run_bytes > budget.models_bytes) {
    throw at(root, ['budget', 'run_bytes']).refuse(
      `one run may take ${budget.run_bytes} bytes, but models/ as a whole only ${budget.models_bytes}.`,
      `Legal: up to ${budget.models_bytes}.`,
    );
  }
}
