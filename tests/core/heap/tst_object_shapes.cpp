// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/object_shapes.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/graph_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <random>
#include <set>

namespace tst_object_shapes {

using namespace heapline;

namespace {

using Properties = std::vector<std::string>;

struct Shapes {
    std::vector<std::string> definitions; ///< with their counts: "{a, b} 3"
    std::vector<std::string> classes;     ///< object -> name of its definition, or "Object"

    bool operator==(const Shapes&) const = default;
};

/// Plain objects with the given properties, and nothing else.
Shapes compute(const std::vector<Properties>& objects)
{
    GraphBuilder builder("root -> target");
    const std::uint32_t target = builder["target"].value;
    for (const Properties& properties : objects) {
        const std::uint32_t object = builder.add("object", "Object", 1);
        for (const std::string& property : properties)
            builder.link(object, target, "property", property);
        builder.link(object, target, "internal", "map");
    }
    Progress progress;
    const ObjectShapes shapes = inferObjectShapes(builder.build(), progress);
    Shapes result;
    for (const InterfaceDefinition& definition : shapes.definitions)
        result.definitions.push_back(definition.name + ' ' + std::to_string(definition.count));
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const std::int32_t row = shapes.definitionOf[i + 2];
        result.classes.push_back(row < 0 ? "Object" : shapes.definitions[static_cast<std::size_t>(row)].name);
    }
    if (shapes.definitionOf[0] != -1 || shapes.definitionOf[1] != -1)
        throw std::logic_error("other objects have no shape");
    return result;
}

/// By the description, object by object. For names of ASCII without marks.
Shapes naive(const std::vector<Properties>& objects)
{
    struct Definition {
        std::string name;
        Properties properties;
        std::size_t count = 0;
    };
    std::vector<Definition> candidates;
    for (const Properties& properties : objects) {
        Definition candidate{"{", {}, 1};
        for (const std::string& property : properties) {
            if (property == "__proto__")
                continue;
            if (candidate.name.size() > 1 && candidate.name.size() + property.size() > 120)
                break;
            candidate.name += (candidate.name.size() > 1 ? ", " : "") + property;
            candidate.properties.push_back(property);
        }
        candidate.name += '}';
        if (candidate.properties.empty())
            continue;
        const auto known = std::find_if(candidates.begin(), candidates.end(),
                                        [&](const auto& other) { return other.name == candidate.name; });
        if (known == candidates.end())
            candidates.push_back(candidate);
        else
            ++known->count;
    }
    std::erase_if(candidates, [&](const auto& c) { return c.count < 2 || c.count * 1000 < objects.size(); });
    std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) { return a.count > b.count; });

    Shapes result;
    for (const Definition& candidate : candidates)
        result.definitions.push_back(candidate.name + ' ' + std::to_string(candidate.count));
    for (const Properties& properties : objects) {
        const std::set<std::string> has(properties.begin(), properties.end());
        const Definition* best = nullptr;
        for (const Definition& candidate : candidates) {
            const bool fits = std::all_of(candidate.properties.begin(), candidate.properties.end(),
                                          [&](const auto& p) { return has.count(p) > 0; });
            if (fits && (!best || candidate.properties.size() > best->properties.size()))
                best = &candidate;
        }
        result.classes.push_back(best ? best->name : "Object");
    }
    return result;
}

} // namespace

class TstObjectShapes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void known()
    {
        const Shapes shapes =
            compute({{"a", "b"}, {"b", "a", "c"}, {"a", "b"}, {"a"}, {}, {"__proto__", "a", "b"}, {"c", "b"}});
        QVERIFY((shapes.definitions == std::vector<std::string>{"{a, b} 3"}));
        QVERIFY((shapes.classes
                 == std::vector<std::string>{"{a, b}", "{a, b}", "{a, b}", "Object", "Object", "{a, b}", "Object"}));
    }

    void moreOftenComesFirst()
    {
        const Shapes shapes = compute({{"a", "b"}, {"b", "a"}, {"b", "a"}, {"a", "b"}, {"b", "a"}, {"a"}, {"a"}});
        QVERIFY((shapes.definitions == std::vector<std::string>{"{b, a} 3", "{a, b} 2", "{a} 2"}));
        QVERIFY(
            (shapes.classes == std::vector<std::string>{"{b, a}", "{b, a}", "{b, a}", "{b, a}", "{b, a}", "{a}", "{a}"}));
    }

    void marksAreQuoted()
    {
        const Shapes shapes = compute({{"a,b", "c"}, {"a,b", "c"}, {"a", "b", "c"}});
        QVERIFY((shapes.definitions == std::vector<std::string>{"{\"a,b\", c} 2"}));
        QVERIFY((shapes.classes == std::vector<std::string>{"{\"a,b\", c}", "{\"a,b\", c}", "Object"}));
    }

    /// The name stops before 120 units, and with it the properties that an object needs.
    void longNamesAreCut()
    {
        const std::string forty(40, 'x');
        const Shapes shapes = compute(
            {{"a" + forty, "b" + forty, "c" + forty}, {"a" + forty, "b" + forty, "d" + forty}, {"b" + forty, "a" + forty}});
        QVERIFY((shapes.definitions == std::vector<std::string>{"{a" + forty + ", b" + forty + "} 2"}));
        QCOMPARE(shapes.classes[2], "{a" + forty + ", b" + forty + "}");
        const std::string hundred(150, 'y');
        QVERIFY((compute({{hundred}, {hundred, "z"}}).definitions == std::vector<std::string>{"{" + hundred + "} 2"}));
        QVERIFY((compute({{"한", std::string(117, 'p')}, {"한", std::string(117, 'p')}}).definitions
                 == std::vector<std::string>{"{한, " + std::string(117, 'p') + "} 2"})); // 120 units, 122 bytes
    }

    /// A shape needs one of a thousand plain objects, not rounded.
    void rareShapesAreNone_data()
    {
        QTest::addColumn<int>("others");
        QTest::addColumn<bool>("isDefined");
        QTest::newRow("2 of 2000") << 1998 << true;
        QTest::newRow("2 of 2001") << 1999 << false;
    }
    void rareShapesAreNone()
    {
        QFETCH(int, others);
        QFETCH(bool, isDefined);
        std::vector<Properties> objects(2, {"rare"});
        objects.resize(static_cast<std::size_t>(others) + 2, {"common"});
        const Shapes shapes = compute(objects);
        QCOMPARE(shapes.classes[0], isDefined ? "{rare}" : "Object");
        QVERIFY(shapes == naive(objects));
    }

    void randomObjects()
    {
        static const std::array<std::string, 9> names = {
            "a", "b", "c", "d", "__proto__", "e", std::string(60, 'l'), std::string(70, 'm'), "f"};
        std::mt19937 random(27);
        for (int round = 0; round < 2'000; ++round) {
            std::vector<Properties> objects(1 + random() % 40);
            const std::size_t pool = 1 + random() % names.size();
            for (Properties& properties : objects) {
                properties.assign(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(pool));
                if (random() % 3)
                    std::shuffle(properties.begin(), properties.end(), random);
                properties.resize(random() % (pool + 1));
            }
            QVERIFY(compute(objects) == naive(objects));
        }
    }
};

HEAPLINE_TEST(TstObjectShapes)

} // namespace tst_object_shapes

#include "tst_object_shapes.moc"
