module.exports = require("threadline");
