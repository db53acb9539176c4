import { Duration, SecretValue, Validations } from 'aws-cdk-lib';
import {
  CfnManagedLoginBranding,
  type CfnUserPoolClient,
  OAuthScope,
  UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { SignIn } from '../deployment.ts';
import type { SignInStack } from '../stacks/sign-in.ts';
import type { FeatureFunction } from './feature-function.ts';

interface SignInClientProps {
  readonly accounts: SignInStack;
  /** Where the console is. */
  readonly url: string;
}

/** The service as a client of the pool of people, which may ask who somebody is, and nothing else. */
export class SignInClient extends Construct {
  readonly provider: SignIn;

  constructor(scope: Construct, id: string, { accounts: { pool }, url }: SignInClientProps) {
    super(scope, id);
    const client = new UserPoolClient(this, 'Client', {
      userPool: pool,
      generateSecret: true,
      preventUserExistenceErrors: true,
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      // The managed pages let people choose how they sign in.
      authFlows: { user: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${url}/auth/callback`],
        logoutUrls: [`${url}/`],
      },
      // The service reads the ID token once, and keeps no token.
      refreshTokenValidity: Duration.hours(1),
    });
    new CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      // Without a style the pages are dead.
      useCognitoProvidedValues: true,
    });
    const { attrClientSecret } = client.node.defaultChild as CfnUserPoolClient;
    const secret = new Secret(this, 'Secret', {
      description: 'Dormouse: the secret of its client of the pool of people',
      secretStringValue: SecretValue.resourceAttribute(attrClientSecret),
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SMG4',
      reason: 'Cognito makes it and never changes it; another client has another one.',
    });
    this.provider = {
      issuer: pool.userPoolProviderUrl,
      client: client.userPoolClientId,
      secret: secret.secretArn,
      audience: null,
    };
  }
}

/** Tells a function by which provider people sign in. The runner has one of its own where the stack has none. */
export function tellSignIn(fn: FeatureFunction, provider: SignIn | null): void {
  fn.setVariable('SIGN_IN_ISSUER', provider?.issuer ?? '');
  fn.setVariable('SIGN_IN_CLIENT', provider?.client ?? '');
  if (provider?.audience) fn.setVariable('SIGN_IN_AUDIENCE', provider.audience);
}
