// Stand-in for actions/deploy-pages: what was kept is what people get.
import { appendFileSync, renameSync, rmSync } from 'node:fs';

const { GITHUB_OUTPUT, SHOWRUNNER_PAGES: pages, SHOWRUNNER_PAGES_URL: url } = process.env;
rmSync(pages, { recursive: true, force: true });
renameSync(`${pages}.next`, pages);
appendFileSync(GITHUB_OUTPUT, `page_url=${url}\n`);
