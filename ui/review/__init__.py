"""The back office: queues of cases, one case whole, and every act on it."""
