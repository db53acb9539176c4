const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const page = (content: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sign in: the provider of the local runner</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 28rem; margin: 4rem auto; padding: 0 1rem; }
  input, button { font: inherit; padding: .4rem .6rem; }
</style>
</head>
<body>
<main>
<h1>Sign in</h1>
${content}
</main>
</body>
</html>
`;

/** Asks for the e-mail, or says that a link was printed for it. */
export const emailPage = (problem: string | null, printed?: string): string =>
  page(
    printed === undefined
      ? `${problem === null ? '' : `<p role="alert">${escaped(problem)}</p>`}
<form method="post">
<p><label for="email">E-mail</label><br><input id="email" name="email" type="email" required autofocus></p>
<button>Go on</button>
</form>`
      : `<p>The runner has printed a link for ${escaped(printed)}. Open it in this browser.</p>`,
  );

/** Asks whoever opened the link, so that a program that looks at it signs nobody in. */
export const confirmPage = (email: string): string =>
  page(`<form method="post"><button autofocus>Sign in as ${escaped(email)}</button></form>`);
