from tacitus.model.reading import Reading


def find(reading: Reading) -> tuple[object, ...]:
    return ()
