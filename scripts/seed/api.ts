/** The service's HTTP API as the scripts use it. */
export interface Api {
  get(endpoint: string): Promise<Record<string, unknown>>;
  /** Waits and tries again when told to slow down; throws on any other refusal. */
  post(endpoint: string, body: object): Promise<Record<string, unknown>>;
}

export function openApi(url: string, token: string): Api {
  const call = async (method: string, endpoint: string, body?: object): Promise<Record<string, unknown>> => {
    for (;;) {
      const response = await fetch(`${url}/api/v2/${endpoint}`, {
        method,
        headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.ok) return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
      if (response.status !== 429) throw new Error(`${method} ${endpoint} answered ${response.status}: ${text}`);
      const seconds = Number(response.headers.get('retry-after') ?? 1);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  };
  return { get: (endpoint) => call('GET', endpoint), post: (endpoint, body) => call('POST', endpoint, body) };
}
