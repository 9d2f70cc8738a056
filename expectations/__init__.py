"""What published tables must satisfy: data that a gate reads, without any machinery."""
