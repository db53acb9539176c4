import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { FeatureFunction } from './feature-function.ts';

/** The key that hashes addresses, external ids and Idempotency-Keys before they become keys of items. */
export class HashKey extends Construct {
  readonly secret: Secret;

  /** @param copiedTo - another region, where the secret has the same name and value */
  constructor(scope: Construct, id: string, { copiedTo }: { readonly copiedTo: string | null }) {
    super(scope, id);
    this.secret = new Secret(this, 'Secret', {
      description: 'Dormouse: HMAC key of contact addresses. Without it no address is found again, and no opt-out.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
      ...(copiedTo !== null && { replicaRegions: [{ region: copiedTo }] }),
    });
    Validations.of(this.secret).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SMG4',
      reason:
        'By itself it must never rotate: without the old key every stored address and opt-out is lost (docs/runbook.md, The key is replaced).',
    });
  }

  grantRead(fn: FeatureFunction): void {
    fn.readSecret('ReadHashKey', 'HMAC_SECRET_ARN', this.secret.secretArn);
  }
}
