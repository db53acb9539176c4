import { Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { isFolder } from '../api/types.ts';
import { ContactsScreen } from '../contacts/screen.tsx';
import { NotFound } from './not-found.tsx';
import { Waiting } from './waiting.tsx';

/** Which screen an address shows. The contacts come with the first load; every other screen is loaded when it is opened. */
export function Screens() {
  return (
    <Suspense fallback={<Waiting />}>
      <Switch>
        <Route path="/">
          <Redirect to="/contacts/active" replace />
        </Route>
        <Route path="/contacts/:folder">
          {({ folder }) =>
            isFolder(folder) ? <ContactsScreen key={folder} place={{ type: 'folder', folder }} /> : <NotFound />
          }
        </Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Suspense>
  );
}
