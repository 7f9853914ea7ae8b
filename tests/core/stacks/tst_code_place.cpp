// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "core/stacks/code_place.h"
#include "tests/support/test_program.h"

#include <random>

namespace tst_code_place {

using namespace heapline;

namespace {

struct Row {
    const char* url;
    CodeOrigin origin;
    const char* package;
    const char* directory;
    const char* file; ///< null: as the URL
};

constexpr auto Own = CodeOrigin::Own;
constexpr auto Dependency = CodeOrigin::Dependency;
constexpr auto Runtime = CodeOrigin::Runtime;
constexpr auto Engine = CodeOrigin::Engine;

const Row rows[] = {
    // Paths
    {"/srv/app/server.js", Own, "(own code)", "/srv/app", nullptr},
    {"/server.js", Own, "(own code)", "/", nullptr},
    {"//srv//server.js", Own, "(own code)", "//srv", nullptr},
    {"/", Own, "(own code)", "/", nullptr},
    {"/srv/app/", Own, "(own code)", "/srv/app", nullptr},
    {"/srv/a#b/c?d.js", Own, "(own code)", "/srv/a#b", nullptr},
    {"/srv/back\\slash.js", Own, "(own code)", "/srv", nullptr},
    {"vm-one.js", Own, "(own code)", "(own code)", nullptr},
    {"src/vm-one.js", Own, "(own code)", "src", nullptr},
    {"C:\\app\\server.js", Own, "(own code)", "C:\\app", nullptr},
    {"C:\\server.js", Own, "(own code)", "C:\\", nullptr},
    {"C:/server.js", Own, "(own code)", "C:/", nullptr},
    {"\\\\host\\share\\server.js", Own, "(own code)", "\\\\host\\share", nullptr},
    {"file:///srv/%EC%A3%BC%20x/y.mjs", Own, "(own code)", "/srv/주 x", "/srv/주 x/y.mjs"},
    {"file:///srv/y.mjs?update=3#top", Own, "(own code)", "/srv", "/srv/y.mjs"},
    {"file:///srv/y%3Fz.mjs", Own, "(own code)", "/srv", "/srv/y?z.mjs"},
    {"file:///C:/app/server.mjs", Own, "(own code)", "C:/app", "C:/app/server.mjs"},
    {"file://localhost/srv/y.mjs", Own, "(own code)", "/srv", "/srv/y.mjs"},
    {"file://host/share/y.mjs", Own, "(own code)", "//host/share", "//host/share/y.mjs"},
    {"file://", Own, "(own code)", "(own code)", ""},
    // node_modules
    {"/srv/app/node_modules/typescript/lib/_tsc.js", Dependency, "typescript", "/srv/app/node_modules/typescript/lib",
     nullptr},
    {"/a/node_modules/express/node_modules/debug/src/node.js", Dependency, "debug",
     "/a/node_modules/express/node_modules/debug/src", nullptr},
    {"/a/node_modules/@jridgewell/trace-mapping/dist/x.js", Dependency, "@jridgewell/trace-mapping",
     "/a/node_modules/@jridgewell/trace-mapping/dist", nullptr},
    {"file:///a/node_modules/%40scope/name/x.mjs", Dependency, "@scope/name", "/a/node_modules/@scope/name",
     "/a/node_modules/@scope/name/x.mjs"},
    {"node_modules/lodash/lodash.js", Dependency, "lodash", "node_modules/lodash", nullptr},
    {"C:\\app\\node_modules\\@scope\\name\\x.js", Dependency, "@scope/name", "C:\\app\\node_modules\\@scope\\name", nullptr},
    {"\\\\host\\share\\node_modules\\lodash\\x.js", Dependency, "lodash", "\\\\host\\share\\node_modules\\lodash", nullptr},
    {"/usr/lib/node_modules/npm/lib/cli.js", Dependency, "npm", "/usr/lib/node_modules/npm/lib", nullptr},
    {"/usr/lib/node_modules/npm/node_modules/semver/index.js", Dependency, "semver",
     "/usr/lib/node_modules/npm/node_modules/semver", nullptr},
    {"/root/.npm/_npx/0f1/node_modules/cowsay/cli.js", Dependency, "cowsay", "/root/.npm/_npx/0f1/node_modules/cowsay",
     nullptr},
    {"/a/node_modules/plain.js", Dependency, "plain.js", "/a/node_modules", nullptr},
    {"/a/node_modules/@scope", Dependency, "@scope", "/a/node_modules", nullptr},
    {"/a/node_modules/x/node_modules", Dependency, "x", "/a/node_modules/x", nullptr},
    {"/a/node_modules//x//y.js", Dependency, "x", "/a/node_modules//x", nullptr},
    {"/a/node_modules/", Own, "(own code)", "/a/node_modules", nullptr},
    {"/a/node_modules", Own, "(own code)", "/a", nullptr},
    {"/a/my_node_modules/x/y.js", Own, "(own code)", "/a/my_node_modules/x", nullptr},
    {"/a/node_modules2/x/y.js", Own, "(own code)", "/a/node_modules2/x", nullptr},
    {"/app.asar/node_modules/keytar/x.js", Dependency, "keytar", "/app.asar/node_modules/keytar", nullptr},
    // Stores and caches
    {"/a/node_modules/.pnpm/lodash@4.17.21/node_modules/lodash/lodash.js", Dependency, "lodash",
     "/a/node_modules/.pnpm/lodash@4.17.21/node_modules/lodash", nullptr},
    {"/a/node_modules/.pnpm/@babel+core@7.0.0_x@1/node_modules/@babel/core/lib/x.js", Dependency, "@babel/core",
     "/a/node_modules/.pnpm/@babel+core@7.0.0_x@1/node_modules/@babel/core/lib", nullptr},
    {"/a/node_modules/.pnpm/@babel+core@7.0.0/x.js", Dependency, "@babel/core", "/a/node_modules/.pnpm/@babel+core@7.0.0",
     nullptr},
    {"/a/node_modules/.deno/chalk@5.3.0/node_modules/chalk/x.js", Dependency, "chalk",
     "/a/node_modules/.deno/chalk@5.3.0/node_modules/chalk", nullptr},
    {"/a/node_modules/.store/is-npm-npm-6.0.0-0123/package/x.js", Dependency, "is-npm",
     "/a/node_modules/.store/is-npm-npm-6.0.0-0123/package", nullptr},
    {"/a/.yarn/cache/lodash-npm-4.17.21-6382451519-8.zip/node_modules/lodash/x.js", Dependency, "lodash",
     "/a/.yarn/cache/lodash-npm-4.17.21-6382451519-8.zip/node_modules/lodash", nullptr},
    {"/a/.yarn/cache/lodash-npm-4.17.21-6382451519-8.zip/x.js", Dependency, "lodash",
     "/a/.yarn/cache/lodash-npm-4.17.21-6382451519-8.zip", nullptr},
    {"/a/.yarn/cache/@babel-core-npm-7.0.0-63-8.zip/x.js", Dependency, "@babel/core",
     "/a/.yarn/cache/@babel-core-npm-7.0.0-63-8.zip", nullptr},
    {"/a/.yarn/cache/typescript-patch-13b2f5-10.zip/lib/x.js", Dependency, "typescript",
     "/a/.yarn/cache/typescript-patch-13b2f5-10.zip/lib", nullptr},
    {"/a/.yarn/__virtual__/react-dom-virtual-0f1/0/cache/react-dom-npm-18.2.0-dd-8.zip/node_modules/react-dom/x.js",
     Dependency, "react-dom",
     "/a/.yarn/__virtual__/react-dom-virtual-0f1/0/cache/react-dom-npm-18.2.0-dd-8.zip/node_modules/react-dom", nullptr},
    {"/a/.yarn/__virtual__/mine-virtual-0f1/1/packages/mine/x.js", Own, "(own code)",
     "/a/.yarn/__virtual__/mine-virtual-0f1/1/packages/mine", nullptr},
    {"/a/.yarn/unplugged/esbuild-npm-0.17.0-0f1/node_modules/esbuild/x.js", Dependency, "esbuild",
     "/a/.yarn/unplugged/esbuild-npm-0.17.0-0f1/node_modules/esbuild", nullptr},
    {"/a/.yarn/unplugged/esbuild-npm-0.17.0-0f1/x.js", Dependency, "esbuild", "/a/.yarn/unplugged/esbuild-npm-0.17.0-0f1",
     nullptr},
    {"/a/.yarn/releases/yarn-3.2.0.cjs", Dependency, "yarn", "/a/.yarn/releases", nullptr},
    {"/a/.pnp.cjs", Dependency, "yarn", "/a", nullptr},
    {"/a/data.zip", Own, "(own code)", "/a", nullptr},
    {"/root/.cache/deno/npm/registry.npmjs.org/lodash/4.17.21/lodash.js", Dependency, "lodash",
     "/root/.cache/deno/npm/registry.npmjs.org/lodash/4.17.21", nullptr},
    {"file:///root/.cache/deno/npm/registry.npmjs.org/@scope/name/1.0.0/x.js", Dependency, "@scope/name",
     "/root/.cache/deno/npm/registry.npmjs.org/@scope/name/1.0.0",
     "/root/.cache/deno/npm/registry.npmjs.org/@scope/name/1.0.0/x.js"},
    {"/root/.bun/install/cache/lodash@4.17.21@@@1/x.js", Dependency, "lodash", "/root/.bun/install/cache/lodash@4.17.21@@@1",
     nullptr},
    {"/root/.bun/install/cache/@scope/name@1.0.0@@@1/x.js", Dependency, "@scope/name",
     "/root/.bun/install/cache/@scope/name@1.0.0@@@1", nullptr},
    // Runtimes
    {"node:fs", Runtime, "node:", "node:", nullptr},
    {"node:internal/modules/cjs/loader", Runtime, "node:", "node:internal/modules/cjs", nullptr},
    {"node:electron/js2c/browser_init", Runtime, "electron:", "node:electron/js2c", nullptr},
    {"internal/modules/cjs/loader.js", Runtime, "node:", "internal/modules/cjs", nullptr},
    {"events.js", Runtime, "node:", "node:", nullptr},
    {"_http_agent.js", Runtime, "node:", "node:", nullptr},
    {"zlib.js", Runtime, "node:", "node:", nullptr},
    {"worker_threads.js", Runtime, "node:", "node:", nullptr},
    {"/srv/events.js", Own, "(own code)", "/srv", nullptr},
    {"my_events.js", Own, "(own code)", "(own code)", nullptr},
    {"events", Own, "(own code)", "(own code)", nullptr},
    {".js", Own, "(own code)", "(own code)", nullptr},
    {"electron/js2c/asar_bundle.js", Runtime, "electron:", "electron/js2c", nullptr},
    {"/opt/x/resources/electron.asar/renderer/init.js", Runtime, "electron:", "/opt/x/resources/electron.asar/renderer",
     nullptr},
    {"ext:core/01_core.js", Runtime, "ext:core", "ext:core", nullptr},
    {"ext:deno_node/internal/timers.mjs", Runtime, "ext:deno_node", "ext:deno_node/internal", nullptr},
    {"deno:core/01_core.js", Runtime, "deno:", "deno:core", nullptr},
    {"bun:main", Runtime, "bun:", "bun:", nullptr},
    {"extensions::SafeBuiltins", Runtime, "extensions::", "extensions::", nullptr},
    {"devtools://devtools/bundled/main.js?x", Runtime, "devtools://devtools", "devtools://devtools/bundled",
     "devtools://devtools/bundled/main.js"},
    {"native array.js", Engine, "(V8)", "(V8)", nullptr},
    // Pages and bundles
    {"http://127.0.0.1:46205/frame.html?1", Own, "http://127.0.0.1:46205", "http://127.0.0.1:46205",
     "http://127.0.0.1:46205/frame.html"},
    {"https://a.example/x/app.js?v=1/2#top", Own, "https://a.example", "https://a.example/x", "https://a.example/x/app.js"},
    {"https://me:pw@a.example/app.js", Own, "https://a.example", "https://me:pw@a.example", nullptr},
    {"https://a.example/", Own, "https://a.example", "https://a.example", nullptr},
    {"https://a.example", Own, "https://a.example", "https://a.example", nullptr},
    {"https://a.example?x", Own, "https://a.example", "https://a.example", "https://a.example"},
    {"https://", Own, "(own code)", "(own code)", nullptr},
    {"http://localhost:5173/node_modules/vue/dist/vue.js?v=1", Dependency, "vue",
     "http://localhost:5173/node_modules/vue/dist", "http://localhost:5173/node_modules/vue/dist/vue.js"},
    {"https://a.example/x.js?from=/node_modules/y/z", Own, "https://a.example", "https://a.example",
     "https://a.example/x.js"},
    {"chrome-extension://abcdef/bg.js", Own, "chrome-extension://abcdef", "chrome-extension://abcdef", nullptr},
    {"webpack://app/./src/x.js?1a2b", Own, "(own code)", "webpack://app/./src", "webpack://app/./src/x.js"},
    {"webpack:///./node_modules/lodash/x.js", Dependency, "lodash", "webpack:///./node_modules/lodash", nullptr},
    {"webpack:///x.js", Own, "(own code)", "(own code)", nullptr},
    {"webpack:///webpack/bootstrap", Dependency, "webpack", "webpack:///webpack", nullptr},
    {"webpack://app/webpack/runtime/chunk", Dependency, "webpack", "webpack://app/webpack/runtime", nullptr},
    {"webpack:///(webpack)/buildin/global.js", Dependency, "webpack", "webpack:///(webpack)/buildin", nullptr},
    {"webpack-internal:///(rsc)/./src/x.ts", Own, "(own code)", "webpack-internal:///(rsc)/./src", nullptr},
    {"ng:///AppModule/AppComponent.js", Own, "(own code)", "ng:///AppModule", nullptr},
    {"wasm://wasm/0f1a2b", Own, "(WebAssembly)", "(WebAssembly)", nullptr},
    // Code made at run time
    {"evalmachine.<anonymous>", Own, "(eval)", "(eval)", nullptr},
    {"[eval]", Own, "(eval)", "(eval)", nullptr},
    {"[eval1]", Own, "(eval)", "(eval)", nullptr},
    {"eval at f (/srv/x.js:1:2)", Own, "(eval)", "(eval)", nullptr},
    {"data:text/javascript,let%20a=1/2", Own, "(eval)", "(eval)", "data:text/javascript,…"},
    {"blob:https://a.example/0f1a", Own, "(eval)", "(eval)", nullptr},
    {"pptr:evaluate;f%20(%2Fsrv%2Fx.js%3A1%3A2)", Own, "(eval)", "(eval)", nullptr},
    {"VM12", Own, "(eval)", "(eval)", nullptr},
    {"VM12 x.js", Own, "(eval)", "(eval)", nullptr},
    {"VM12:3", Own, "(eval)", "(eval)", nullptr},
    {"REPL4", Own, "(eval)", "(eval)", nullptr},
    {"VM", Own, "(own code)", "(own code)", nullptr},
    {"VM12.js", Own, "(own code)", "(own code)", nullptr},
};

} // namespace

class TestCodePlace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void urls_data()
    {
        QTest::addColumn<int>("row");
        for (int i = 0; i < static_cast<int>(std::size(rows)); ++i)
            QTest::newRow(rows[i].url) << i;
    }
    void urls()
    {
        QFETCH(const int, row);
        const Row& expected = rows[row];
        // Neither the name nor the script tells anything where there is a URL.
        for (const char* name : {"", "f", "(root)"}) {
            for (const char* script : {"", "0", "41"}) {
                const CodePlace place = codePlaceOf(name, expected.url, script);
                QCOMPARE(QString::fromStdString(place.package), QString::fromUtf8(expected.package));
                QCOMPARE(QString::fromStdString(place.directory), QString::fromUtf8(expected.directory));
                QCOMPARE(QString::fromStdString(place.file),
                         QString::fromUtf8(expected.file ? expected.file : expected.url));
                QCOMPARE(place.origin, expected.origin);
            }
        }
    }

    void framesWithoutUrl_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("package");
        for (const char* name : {"(root)", "(V8 API)", "(EXTERNAL)", "(IDLE_EXTERNAL)", "(GC)", "(garbage collector)",
                                 "(PARSER)", "(BYTECODE_COMPILER)", "(JS)", "(deopt)"})
            QTest::newRow(name) << name << "0"
                                << "(V8)";
        QTest::newRow("pseudo frame of another writer") << "(program)"
                                                        << "7"
                                                        << "(V8)";
        QTest::newRow("built-in") << "forEach"
                                  << "0"
                                  << "(V8)";
        QTest::newRow("built-in, no script") << "forEach"
                                             << ""
                                             << "(V8)";
        QTest::newRow("anonymous built-in") << ""
                                            << "0"
                                            << "(V8)";
        QTest::newRow("eval") << "evaled"
                              << "93"
                              << "(eval)";
        QTest::newRow("anonymous eval") << ""
                                        << "93"
                                        << "(eval)";
        QTest::newRow("eval, name as shown") << "(anonymous)"
                                             << "93"
                                             << "(eval)";
        QTest::newRow("brackets") << "()"
                                  << "93"
                                  << "(eval)";
    }
    void framesWithoutUrl()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, script);
        QFETCH(const QString, package);
        const CodePlace place = codePlaceOf(name.toStdString(), "", script.toStdString());
        QCOMPARE(QString::fromStdString(place.package), package);
        QCOMPARE(place.file, place.package);
        QCOMPARE(place.directory, place.package);
        QCOMPARE(place.origin, package == QLatin1String("(V8)") ? Engine : Own);
    }

    /// Pieces that mean something, put together at random and cut: every part of the answer is there, whatever comes in.
    void nonsense()
    {
        constexpr const char* pieces[] = {"node_modules",
                                          "/",
                                          "\\",
                                          "@",
                                          "file://",
                                          "://",
                                          ".pnpm",
                                          ".yarn",
                                          "unplugged",
                                          ".zip",
                                          "C:",
                                          "%",
                                          "%2",
                                          "%00",
                                          "?",
                                          "#",
                                          "-npm-",
                                          "node:",
                                          "ext:",
                                          "VM1",
                                          "http://",
                                          "cache",
                                          ".store",
                                          "+",
                                          "\xff",
                                          "webpack://",
                                          "registry.npmjs.org",
                                          "x"};
        std::mt19937 random(1);
        for (int i = 0; i < 20'000; ++i) {
            std::string url;
            for (unsigned n = random() % 8; n > 0; --n)
                url += pieces[random() % std::size(pieces)];
            url.resize(url.size() - std::min<std::size_t>(url.size(), random() % 3));
            const CodePlace place = codePlaceOf("f", url, "1");
            QVERIFY2(!place.package.empty(), url.c_str());
            QVERIFY2(!place.directory.empty(), url.c_str());
            QVERIFY2(!place.file.empty() || url.starts_with("file://"), url.c_str());
        }
    }

    void longPaths()
    {
        std::string path;
        for (int i = 0; i < 200'000; ++i)
            path += "node_modules/";
        QCOMPARE(codePlaceOf("f", path, "1").package, "node_modules");
        QCOMPARE(codePlaceOf("f", path + "x/y.js", "1").package, "x");
        QCOMPARE(codePlaceOf("f", std::string(2'000'000, '/'), "1").directory, "/");
        QCOMPARE(codePlaceOf("f", std::string(2'000'000, '@'), "1").package, "(own code)");
    }
};

HEAPLINE_TEST(TestCodePlace)

} // namespace tst_code_place

#include "tst_code_place.moc"
