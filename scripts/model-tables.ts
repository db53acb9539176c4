/** `npm run model`: writes the model's tables into the documentation (`bench/model/tables.ts`). */
import { readFile, writeFile } from 'node:fs/promises';
import { WITH_TABLES, withModelTables } from '../bench/model/tables.ts';

for (const file of WITH_TABLES) await writeFile(file, withModelTables(await readFile(file, 'utf8')));
