// A real OpenID provider for the tests: node provider.mjs '{"port":…, "tls":{"cert":…, "key":…}}'.
// Whoever comes is the person last set at /test; where it sends people back to, its clock and its keys are set there too.
import { readFileSync } from 'node:fs';
import { createServer as createPlain } from 'node:http';
import { createServer as createTls } from 'node:https';
import { createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';

const settings = JSON.parse(process.argv[2]);
const issuer = `${settings.tls ? 'https' : 'http'}://${settings.tls ? 'localhost' : '127.0.0.1'}:${settings.port}`;
const state = { person: { sub: 'nobody' }, people: new Map(), keys: [], redirects: [], signedOut: [] };

// The provider's own clock, which may go before or after.
const now = Date.now.bind(Date);
let offset = 0;
Date.now = () => now() + offset;
const { Provider, interactionPolicy } = await import('oidc-provider');

const newKey = () => {
  // By way of a text: Node 20 now and then waits for ever where a key that it has just made is exported as JWK.
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { ...createPrivateKey(privateKey).export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
};
state.keys = [newKey()];

const sent = ['name', 'email', 'groups', 'teams', 'itsm', 'realm_access', '_claim_names', '_claim_sources'];
let provider;
function begin() {
  provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'apollo',
        client_secret: 'a secret of the tests',
        redirect_uris: state.redirects,
        post_logout_redirect_uris: state.signedOut,
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: state.keys },
    cookies: { keys: ['tests'] },
    claims: { openid: ['sub', ...sent] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    ttl: { AccessToken: 3600, AuthorizationCode: 60, IdToken: 3600, Interaction: 86400, Session: 86400, Grant: 86400 },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource: confirm } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}`, policy: interactionPolicy.base() },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ ...state.people.get(id), sub: id }),
    }),
  });
  provider.on('server_error', (_, error) => console.error(error.stack));
  return provider.callback();
}
let answer = begin();

// The page by which people confirm that they sign out; the tests send its form.
function confirm(ctx, form) {
  ctx.body = `<!doctype html><title>Sign out</title>${form}<button form="op.logoutForm" name="logout" value="yes">Yes</button>`;
}

async function interact(req, res) {
  const details = await provider.interactionDetails(req, res);
  if (state.person.denied) return provider.interactionFinished(req, res, { error: 'access_denied' });
  if (details.prompt.name === 'login')
    return provider.interactionFinished(req, res, { login: { accountId: state.person.sub } });
  const grant = new provider.Grant({ accountId: details.session.accountId, clientId: details.params.client_id });
  grant.addOIDCScope(details.params.scope);
  return provider.interactionFinished(req, res, { consent: { grantId: await grant.save() } });
}

function test(req, res) {
  let text = '';
  req.on('data', (part) => (text += part));
  req.on('end', () => {
    const order = JSON.parse(text);
    if (order.person) state.people.set(order.person.sub, (state.person = order.person));
    if (order.offset !== undefined) offset = order.offset * 1000;
    if (order.redirects) Object.assign(state, { redirects: order.redirects, signedOut: order.signedOut });
    if (order.rotate) state.keys = [newKey()];
    if (order.redirects || order.rotate) answer = begin();
    res.end('ok');
  });
}

const listener = (req, res) => {
  // No connection waits for a next request, so none is closed while one comes, and a tunnel ends with its answer.
  res.shouldKeepAlive = false;
  if (req.url === '/test') test(req, res);
  else if (req.url.startsWith('/interaction/'))
    interact(req, res).catch((error) => {
      console.error(error.stack);
      res.statusCode = 500;
      res.end(error.message);
    });
  else answer(req, res);
};
const server = settings.tls
  ? createTls({ cert: readFileSync(settings.tls.cert), key: readFileSync(settings.tls.key) }, listener)
  : createPlain(listener);
server.listen(settings.port, '127.0.0.1', () => console.log(`listening at ${issuer}`));
