// What a test does with a double of the network and with a clock of its own: bundled into each project as
// `doubles.mjs` and `doubles.cjs`. The tools themselves are given by the project's own tests.

export { fetchMockDouble } from "./doubles/fetch-mock.mjs";
export { mockAgentDouble } from "./doubles/mock-agent.mjs";
export { mockedFetchDouble } from "./doubles/mocked-fetch.mjs";
export { mswDouble } from "./doubles/msw.mjs";
export { nockDouble } from "./doubles/nock.mjs";
export { stubDouble } from "./doubles/stub.mjs";
export { EXPECTED_OF_DOUBLES, tryDouble } from "./doubles/try-double.mjs";
export { EXPECTED_OF_FAKED_TIME, tryFakesInFakedTime } from "./doubles/try-fakes.mjs";
