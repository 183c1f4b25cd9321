// node run.mjs PORT ADDRESS: the scores of a page in the browser at PORT, whoever is signed in there, as JSON.
import lighthouse from "lighthouse";

const [port, address] = process.argv.slice(2);
const onlyCategories = ["performance", "accessibility", "best-practices"];
const { lhr } = await lighthouse(address, { port: Number(port), output: "json", logLevel: "silent", disableStorageReset: true, onlyCategories });
const failed = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 0.9).map(({ id, score }) => `${id} ${score}`);
const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, score]));
process.stdout.write(JSON.stringify({ scores, failed, url: lhr.finalDisplayedUrl }));
