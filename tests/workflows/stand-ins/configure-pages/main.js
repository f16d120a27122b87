// Stand-in for actions/configure-pages: a project page.
import { appendFileSync } from 'node:fs';

appendFileSync(process.env.GITHUB_OUTPUT, 'base_path=/showrunner\norigin=http://localhost\n');
