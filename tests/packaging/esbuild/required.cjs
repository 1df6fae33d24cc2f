module.exports = { whole: require("threadline"), slim: require("threadline/slim") };
