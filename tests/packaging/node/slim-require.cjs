const threadline = require("threadline/slim");
const { visit } = require("./tour.cjs");

visit(threadline, JSON.parse(process.argv[2])).then((report) => {
  console.log(JSON.stringify(report));
});
