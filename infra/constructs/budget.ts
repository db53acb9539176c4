import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';

/** Parts of the month's budget, in percent of it: spent so far, and what the month will come to at this rate. */
const NOTICES = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'FORECASTED', threshold: 100 },
  { notificationType: 'ACTUAL', threshold: 100 },
];

/**
 * Tells the people whom alarms reach when the month becomes dearer than was meant. It is the whole account's: costs can be told apart by
 * tags only a day after somebody has activated these, and a bill that nobody watches until then is what this is against.
 * @param dollars - a month
 */
export function addBudget(scope: Construct, alarms: Alarms, dollars: number): void {
  const stack = Stack.of(scope);
  const budgets = { service: 'budgets', region: '', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME };
  alarms.letPublish('BudgetsPublish', 'budgets.amazonaws.com', stack.formatArn(budgets));
  new CfnBudget(scope, 'Budget', {
    budget: {
      // Unique in the account, and a budget is of no region.
      budgetName: `dormouse-${stack.region}`,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: dollars, unit: 'USD' },
    },
    notificationsWithSubscribers: NOTICES.map((notice) => ({
      notification: { ...notice, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
      subscribers: [{ subscriptionType: 'SNS', address: alarms.topic.topicArn }],
    })),
  });
}
