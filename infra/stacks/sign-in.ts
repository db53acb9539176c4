import { type App, CfnOutput, Fn, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  PasskeyUserVerification,
  UserPool,
} from 'aws-cdk-lib/aws-cognito';

/**
 * The pool of people's accounts, with AWS's own pages to sign in. It has a stack of its own, so that the service can be
 * deployed again, or use another provider, while people stay who they are.
 */
export class SignInStack extends Stack {
  readonly pool: UserPool;

  constructor(app: App, id: string) {
    super(app, id, { terminationProtection: true, description: 'Dormouse: the accounts of people' });
    this.pool = new UserPool(this, 'People', {
      signInAliases: { email: true },
      // Neither can be changed later.
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true }, fullname: { required: true, mutable: true } },
      // An account may do nothing: a membership comes with an invitation only.
      selfSignUpEnabled: true,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true, passkey: true } },
      passkeyUserVerification: PasskeyUserVerification.REQUIRED,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { sms: false, otp: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Unique in the region, and the same for as long as the stack is there: passkeys belong to it.
    const unique = Fn.select(2, Fn.split('/', this.stackId));
    this.pool.addDomain('Pages', {
      cognitoDomain: { domainPrefix: Fn.join('-', ['dormouse', unique]) },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    this.#acknowledge();
    new CfnOutput(this, 'Issuer', { value: this.pool.userPoolProviderUrl });
  }

  #acknowledge(): void {
    const because = (rule: string, reason: string): void =>
      Validations.of(this.pool).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
    because('COG2', 'People choose a second factor; a passkey is one already, and an e-mail code cannot have one.');
    because('COG8', 'In the plan Plus no person is free; the operator may choose it.');
  }
}
