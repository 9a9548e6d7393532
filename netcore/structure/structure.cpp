#include "netcore/structure/structure.h"

#include "netcore/structure/structurebuilder.h"
#include "netcore/structure/structureparser.h"
#include "netcore/structure/structurereader.h"

namespace netcore {

class Structure::Private : public StructureTree
{
};

Structure::Structure(std::shared_ptr<const Private> tree) : d(std::move(tree)) {}

Result<Structure, StructureProblem> Structure::parse(QStringView text)
{
    auto tree = StructureParser(text).parse();
    if (!tree)
        return refusedWith(tree.error());
    return Structure(std::make_shared<const Private>(Private{std::move(**tree)}));
}

QString Structure::name() const
{
    return d->name;
}

QString Structure::title() const
{
    return d->title;
}

QString Structure::text() const
{
    return d->text;
}

const std::vector<FieldDeclaration> &Structure::declarations() const
{
    return d->declarations;
}

std::vector<FieldValue> Structure::read(QByteArrayView frame) const
{
    return StructureReader(*d, frame).read();
}

Result<QByteArray, StructureProblem> Structure::build(const QHash<QString, QString> &values) const
{
    return StructureBuilder(*d, values).build();
}

} // namespace netcore
