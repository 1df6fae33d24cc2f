const threadline = require("threadline");
const testing = require("threadline/testing");
const { visitFakes } = require("./tour.cjs");

visitFakes(threadline, testing).then((report) => {
  console.log(JSON.stringify(report));
});
