#include "protocol/parts_codec.h"

namespace casustafel::protocol {

using nlohmann::json;

Perspective read_perspective(ObjectReader& reader)
{
    return {reader.choice("of", perspective_names), reader.text("text"), reader.id<PartnerId>("source", Form::key)};
}

json write(const Perspective& perspective)
{
    return ObjectWriter{}
        .put_choice("of", perspective.of, perspective_names)
        .put_text("text", perspective.text)
        .put_id("source", perspective.source)
        .take();
}

Withheld read_withheld(ObjectReader& reader)
{
    return {reader.id<PartnerId>("asked_of", Form::key), reader.optional_line("asked"),
            reader.choice("ground", withheld_names), reader.optional_text("usable_conclusion")};
}

json write(const Withheld& withheld)
{
    return ObjectWriter{}
        .put_id("asked_of", withheld.asked_of)
        .put_text("asked", withheld.asked)
        .put_choice("ground", withheld.ground, withheld_names)
        .put_text("usable_conclusion", withheld.usable_conclusion)
        .take();
}

TableAdvice read_advice(ObjectReader& reader)
{
    return {reader.optional_text("text"), reader.optional_id<ParticipantId>("author", Form::key),
            reader.optional_date("valid_until"), reader.optional_text("none_because")};
}

json write(const TableAdvice& advice)
{
    return ObjectWriter{}
        .put_text("text", advice.text)
        .put_id("author", advice.author)
        .put_date("valid_until", advice.valid_until)
        .put_text("none_because", advice.none_because)
        .take();
}

Signal read_signal(ObjectReader& reader)
{
    return {reader.id<BottleneckId>("bottleneck", Form::key), reader.optional_line("note")};
}

json write(const Signal& signal)
{
    return ObjectWriter{}.put_id("bottleneck", signal.bottleneck).put_text("note", signal.note).take();
}

} // namespace casustafel::protocol
